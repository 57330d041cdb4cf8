package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.TeamProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Members who sign in at the team's issuer, on the page (src/docs/page.md, *Signing in*).
@Lane(Lane.PAGES)
final class SignInIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /// The beginning of every JWT.
    private static final String TOKEN = "eyJ";

    private static final int LASTS = 8;

    private static TeamProvider provider;
    /// For members only.
    private static Pod here;
    /// For guests, too.
    private static Pod there;

    private final String subject = "ada-" + UUID.randomUUID();

    @BeforeAll
    static void open() {
        provider = new TeamProvider();
        here = FIXTURE.another(provider.settings("parley.guests=false", "parley.issuer.names=claim"));
        there = FIXTURE.another(provider.settings("parley.rooms.create=everyone", "parley.issuer.names=claim"));
    }

    @AfterAll
    static void close() {
        if (provider != null) {
            provider.close();
        }
    }

    @BeforeEach
    void usual() {
        provider.back();
        provider.tokensLast(300);
        provider.clockIsAhead(0);
        provider.calls(subject, "Ada of the team");
    }

    private Visitor signedIn(String address) {
        Visitor ada = FIXTURE.atTheDoor(address, "en-GB");
        signsIn(ada);
        return ada;
    }

    private void signsIn(Visitor visitor) {
        visitor.at("#sign-in").click();
        tellsWho(visitor);
    }

    /// On the issuer's page.
    private void tellsWho(Visitor visitor) {
        visitor.at("#subject").fill(subject);
        visitor.at("#login").click();
        visitor.isConnected();
    }

    /// Nothing that the browser keeps, and no address, has a token in it.
    private static void keepsNoToken(Visitor visitor) {
        String kept = (String) visitor.page().evaluate("""
            async () => {
              const stores = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), location.href];
              const open = indexedDB.open('parley');
              const database = await new Promise((resolve) => { open.onsuccess = () => resolve(open.result); });
              for (const name of database.objectStoreNames) {
                const all = database.transaction(name).objectStore(name).getAll();
                stores.push(JSON.stringify(await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); })));
              }
              database.close();
              for (const name of await caches.keys()) {
                stores.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
              }
              return stores.join(' ');
            }\
            """);
        assertFalse(kept.contains(TOKEN), "a token in what is kept");
        assertFalse(kept.contains("code="), "a code in what is kept");
        provider.addresses().forEach(address -> assertFalse(address.contains(TOKEN), address));
    }

    @Test
    void memberSignsInAndComesBackToTheLinkTheyWanted() {
        String room = PodCluster.room();
        Visitor grace = FIXTURE.visitor(there);
        grace.joins(room);
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(here) + "#room/" + room, "en-GB");
        assertThat(ada.at("#sign-in-view")).containsText("Sign in to read and write here.");
        ada.isOpenToAllInLightAndDark();
        signsIn(ada);
        assertThat(ada.at("#own-name")).hasText("Ada of the team");
        assertEquals(BrowserFixture.address(here) + "#room/" + room, ada.page().url());
        ada.at("#join-here").click();
        ada.says("hello from the team");
        grace.hears("hello from the team", "Ada of the team");
        keepsNoToken(ada);
    }

    /// The issuer knows the address of the page alone.
    @Test
    void operatorSignsInAndComesBackToTheirPage() {
        provider.gives(subject, "admin");
        String address = BrowserFixture.address(here) + "ops";
        Visitor olga = FIXTURE.atTheDoor(address, "en-GB");
        olga.at("#sign-in").click();
        olga.at("#subject").fill(subject);
        olga.at("#login").click();
        assertThat(olga.at("#pods tbody tr").first()).isVisible();
        assertEquals(address, olga.page().url());
        olga.page().reload();
        assertThat(olga.at("#pods tbody tr").first()).isVisible();
        assertEquals(address, olga.page().url());
        keepsNoToken(olga);
    }

    @Test
    void reloadAndAnotherTabComeBackAsTheSamePersonWithoutAQuestion() {
        Visitor ada = signedIn(BrowserFixture.address(here));
        ada.isCached();
        String room = PodCluster.room();
        ada.joins(room);
        ada.says("before");
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at("#room-title")).hasText(room);
        ada.hears("before", "Ada of the team");
        ada.says("after");
        Visitor tab = FIXTURE.visitor(ada.inAnotherTab(BrowserFixture.address(here) + "#room/" + room));
        tab.isConnected();
        tab.hears("after", "Ada of the team");
        assertThat(tab.person("you")).hasCount(1);
        keepsNoToken(ada);
    }

    @Test
    void memberIsRenewedWhileWritingWithoutNoticingAndReadOnTheOtherPod() {
        String room = PodCluster.room();
        Visitor grace = FIXTURE.visitor(there);
        grace.joins(room);
        provider.tokensLast(LASTS);
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(here), "en-GB");
        List<String> sockets = new ArrayList<>();
        ada.page().onWebSocket(socket -> sockets.add(socket.url()));
        signsIn(ada);
        ada.joins(room);
        int before = provider.refreshes();
        ada.at("#message").fill("half a thought");
        for (int i = 0; provider.refreshes() < before + 3; i++) {
            grace.says("said " + i);
            ada.hears("said " + i);
            if (i == 3) {
                provider.turnsOver();
            }
        }
        assertThat(ada.at("#message")).hasValue("half a thought");
        ada.says("a whole thought");
        grace.hears("a whole thought", "Ada of the team");
        assertEquals(1, sockets.size(), "connections");
        assertThat(ada.at("#trouble")).hasCount(0);
        keepsNoToken(ada);
    }

    @Test
    void memberWhoseSessionHasEndedReadsSoAndSignsInAgainAsThemselves() {
        String room = PodCluster.room();
        provider.tokensLast(LASTS);
        Visitor ada = signedIn(BrowserFixture.address(here));
        ada.joins(room);
        ada.says("before");
        provider.ends(subject);
        assertThat(ada.at("#trouble")).containsText("Your sign-in has expired.");
        ada.writes("written meanwhile");
        ada.complainsOf("400");
        provider.tokensLast(300);
        ada.at("#sign-in-again").click();
        tellsWho(ada);
        assertThat(ada.at("#room-title")).hasText(room);
        ada.hears("before", "Ada of the team");
        assertThat(ada.message("written meanwhile")).hasAttribute("data-state", "stored");
        assertThat(ada.person("you")).hasCount(1);
        assertThat(ada.at("#notice")).isEmpty();
    }

    @Test
    void issuerThatIsAwayStopsNobodyUntilTheTokenEndsAndLetsThemBackIn() {
        String room = PodCluster.room();
        provider.tokensLast(LASTS);
        Visitor ada = signedIn(BrowserFixture.address(here));
        ada.joins(room);
        provider.goesAway();
        ada.says("the issuer is away");
        assertThat(ada.at("#trouble")).containsText("Your sign-in has expired.");
        ada.writes("written meanwhile");
        assertThat(ada.at("#try-now")).isVisible();
        ada.complainsOf("Failed to load resource");
        ada.losingThePod();
        provider.back();
        ada.triesNow();
        ada.isConnected();
        assertThat(ada.message("written meanwhile")).hasAttribute("data-state", "stored");
        assertThat(ada.person("you")).hasCount(1);
    }

    @Test
    void reloadWhileTheIssuerIsAwayShowsTheRoomsAndAButton() {
        String room = PodCluster.room();
        Visitor ada = signedIn(BrowserFixture.address(here));
        ada.joins(room);
        ada.says("before");
        provider.goesAway();
        ada.page().reload();
        assertThat(ada.at("#trouble")).containsText("The sign-in service cannot be reached.");
        ada.hears("before", "Ada of the team");
        ada.writes("written meanwhile");
        ada.complainsOf("The issuer cannot be reached");
        provider.back();
        ada.at("#sign-in-again").click();
        ada.isConnected();
        assertThat(ada.message("written meanwhile")).hasAttribute("data-state", "stored");
    }

    @Test
    void guestWhoSignsInIsOfferedTheirRoomsAndWhatTheySaidStaysTheGuests() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(there);
        ada.changesNameTo("Somebody");
        ada.joins(room);
        ada.says("as a guest");
        signsIn(ada);
        assertThat(ada.at("#own-name")).hasText("Ada of the team");
        assertThat(ada.at("#guest-rooms")).containsText(room);
        ada.at("#join-guest-rooms").click();
        ada.own(room).click();
        ada.hears("as a guest", "Somebody");
        ada.says("as myself");
        ada.hears("as myself", "Ada of the team");
        assertThat(ada.at("#guest-rooms")).hasCount(0);
        assertThat(ada.person("Somebody")).hasCount(1);
    }

    @Test
    void signingOutEndsTheSessionThereAndClearsWhatTheTabsKeep() {
        String room = PodCluster.room();
        Visitor ada = signedIn(BrowserFixture.address(there));
        Visitor tab = FIXTURE.visitor(ada.inAnotherTab(BrowserFixture.address(there)));
        tab.isConnected();
        ada.joins(room);
        ada.says("before");
        ada.at("#settings-button").click();
        assertThat(ada.at("#settings-dialog")).containsText("You are signed in at 127.0.0.1");
        ada.at("#sign-out").click();
        assertThat(ada.at("#sign-in-view")).containsText("You are signed out.");
        assertThat(tab.at("#sign-in-view")).containsText("You are signed out.");
        assertTrue(provider.farewells().stream().anyMatch(hint -> hint.startsWith(TOKEN)), "a hint of who it was");
        String kept = (String) ada.page().evaluate("JSON.stringify(localStorage)");
        assertFalse(kept.contains("Ada of the team") || kept.contains("parley.member"), kept);
        provider.addresses().forEach(address -> assertFalse(address.contains(TOKEN), address));
        ada.at("#as-guest").click();
        ada.isConnected();
        assertNotEquals("Ada of the team", ada.name());
        assertThat(ada.own(room)).hasCount(0);
    }

    @Test
    void nameThatChangedAtTheIssuerChangesHereAndNowhereElse() {
        String room = PodCluster.room();
        provider.tokensLast(LASTS);
        Visitor ada = signedIn(BrowserFixture.address(here));
        Visitor grace = FIXTURE.visitor(there);
        ada.joins(room);
        grace.joins(room);
        ada.at("#name-button").click();
        ada.at("#name").fill("Somebody else");
        ada.at("#name").press("Enter");
        assertThat(ada.at("#name-hint")).hasText("Your name comes from your sign-in and can only be changed there.");
        ada.at("#name-cancel").click();
        provider.calls(subject, "Ada Lovelace");
        assertThat(ada.at("#own-name")).hasText("Ada Lovelace");
        assertThat(grace.person("Ada Lovelace")).hasCount(1);
    }

    /// Of the issuer: tokens of the future are refused (src/docs/security.md); those of the past end sooner.
    @Test
    void issuerWhoseClockIsNinetySecondsAheadLetsNobodyInAndThePageSaysSo() {
        provider.clockIsAhead(90);
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(here), "en-GB");
        ada.at("#sign-in").click();
        ada.at("#subject").fill(subject);
        ada.at("#login").click();
        assertThat(ada.at("#trouble")).containsText("The server did not accept your sign-in.");
        provider.clockIsAhead(-90);
        ada.at("#sign-in-again").click();
        ada.isConnected();
    }

    /// An answer that nobody here has asked for.
    @Test
    void forgedAnswerSignsNobodyIn() {
        Visitor ada =
                FIXTURE.atTheDoor(BrowserFixture.address(here) + "?code=stolen&state=guessed#room/lobby", "en-GB");
        assertThat(ada.at("#sign-in-view")).containsText("Sign in to read and write here.");
        assertEquals(BrowserFixture.address(here) + "#room/lobby", ada.page().url());
    }

    @ParameterizedTest
    @CsvSource({"en-GB, Sign in", "id-ID, Masuk", "ko-KR, 로그인"})
    void signInSpeaksTheUsersLanguage(String locale, String label) {
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(here), locale);
        assertThat(ada.at("#sign-in")).hasText(label);
        assertThat(ada.at("#as-guest")).hasCount(0);
    }

    /// Where nobody can sign in, nothing of it is there, and the policy allows this origin alone.
    @Test
    void policyNamesExactlyTheIssuersOrigin() {
        String origin = provider.name().replace("/team", "");
        assertEquals("connect-src 'self' " + origin, directive(here, "connect-src"));
        assertEquals("form-action " + origin + " 'self'", directive(here, "form-action"));
        assertEquals("connect-src 'self'", directive(FIXTURE.here(), "connect-src"));
        assertEquals("form-action 'none'", directive(FIXTURE.here(), "form-action"));
        Visitor guest = FIXTURE.visitor(FIXTURE.here());
        assertThat(guest.at("#sign-in")).hasCount(0);
    }

    private static String directive(Pod pod, String name) {
        HttpRequest page =
                HttpRequest.newBuilder(URI.create(BrowserFixture.address(pod))).build();
        try {
            String policy = HTTP.send(page, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("");
            return Pattern.compile("; ")
                    .splitAsStream(policy)
                    .filter(part -> part.startsWith(name + " "))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
