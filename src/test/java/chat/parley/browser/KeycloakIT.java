package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.kit.FakeTime;
import chat.parley.kit.Keycloak;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Members of a realm of a real Keycloak, on the page: a journey, and what people see if the realm, the client or
/// the clock is not as it should be. The journey is in each build, the rest in the long form (`-Pwhole`): [SignInIT]
/// does that at a provider of the kit, which starts in a moment.
@Lane(Lane.PAGES)
final class KeycloakIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private static final int LASTS = 20;
    /// Within a page's patience.
    private static final int SOON = 8;

    private static Keycloak keycloak;
    private static Pod here;
    private static Pod there;

    @BeforeAll
    static void open() {
        keycloak = new Keycloak();
        String[] settings = keycloak.settings("parley.guests=false", "parley.rooms.create=role");
        here = FIXTURE.another(settings);
        there = FIXTURE.another(settings);
    }

    @AfterAll
    static void close() {
        if (keycloak != null) {
            keycloak.close();
        }
    }

    private static Visitor signedIn(Pod pod, String username, String password) {
        Visitor visitor = FIXTURE.atTheDoor(BrowserFixture.address(pod), "en-GB");
        visitor.at("#sign-in").click();
        logsIn(visitor, username, password);
        visitor.isConnected();
        return visitor;
    }

    /// On Keycloak's page.
    private static void logsIn(Visitor visitor, String username, String password) {
        visitor.at("#username").fill(username);
        visitor.at("#password").fill(password);
        visitor.at("#kc-login").click();
    }

    @Test
    void memberOfARealmWritesIsRenewedMeanwhileAndReadOnTheOtherPodWhileTheKeyIsRotated() {
        keycloak.tokensLast(LASTS);
        Visitor grace = signedIn(there, "grace", "compiler");
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(here), "en-GB");
        List<String> sockets = new ArrayList<>();
        List<String> refreshes = new ArrayList<>();
        ada.page().onWebSocket(socket -> sockets.add(socket.url()));
        ada.page().onRequest(request -> {
            if (isRefresh(request)) {
                refreshes.add(request.url());
            }
        });
        ada.at("#sign-in").click();
        logsIn(ada, "ada", "analytical");
        ada.isConnected();
        assertThat(ada.at("#own-name")).hasText("Ada Lovelace");
        String room = PodCluster.room();
        ada.joins(room);
        grace.joins(room);

        ada.says("before");
        grace.hears("before", "Ada Lovelace");
        String former = keycloak.key();
        keycloak.rotatesItsKey();
        assertNotEquals(former, keycloak.key());
        ada.at("#message").fill("half a thought");
        for (int i = 0; refreshes.size() < 2; i++) {
            grace.says("said " + i);
            ada.hears("said " + i);
        }
        assertThat(ada.at("#message")).hasValue("half a thought");
        ada.says("and after two renewals");
        grace.hears("and after two renewals", "Ada Lovelace");
        assertEquals(1, sockets.size(), "connections");
        assertThat(ada.at("#trouble")).hasCount(0);

        ada.page().reload();
        ada.isConnected();
        ada.hears("and after two renewals", "Ada Lovelace");
        ada.at("#settings-button").click();
        ada.at("#sign-out").click();
        assertThat(ada.at("#sign-in-view")).containsText("You are signed out.");
        ada.at("#sign-in").click();
        assertThat(ada.at("#username")).isVisible();
    }

    private static boolean isRefresh(Request request) {
        return request.method().equals("POST")
                && request.url().endsWith("/token")
                && String.valueOf(request.postData()).contains("grant_type=refresh_token");
    }

    @Test
    @EnabledIf("chat.parley.kit.Form#isLong")
    void clientThatTheRealmDoesNotKnowIsRefusedThere() {
        Pod pod = FIXTURE.another(keycloak.settings("parley.issuer.client-id=nobody", "parley.guests=false"));
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(pod), "en-GB");
        ada.at("#sign-in").click();
        assertThat(ada.page().locator("body"))
                .containsText(Pattern.compile("Client not found|invalid", Pattern.CASE_INSENSITIVE));
        ada.complainsOf("400");
    }

    @Test
    @EnabledIf("chat.parley.kit.Form#isLong")
    void tokenForAnotherServiceLetsNobodyInAndSaysSo() {
        Pod pod = FIXTURE.another(keycloak.settings("parley.issuer.client-id=payroll-page", "parley.guests=false"));
        Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(pod), "en-GB");
        ada.at("#sign-in").click();
        logsIn(ada, "ada", "analytical");
        assertThat(ada.at("#trouble")).containsText("The server did not accept your sign-in.");
        assertThat(ada.at("#sign-in-again")).isVisible();
    }

    /// The tokens of a realm whose clock is ahead by more than 60 s are of the future, and refused; one whose clock is
    /// behind lets its members in, and renews them sooner than they notice.
    @ParameterizedTest
    @EnabledIf("chat.parley.kit.Form#isLong")
    @CsvSource({"+90s, false", "-90s, true"})
    void clockThatIsNinetySecondsOff(String offset, boolean letsIn) {
        try (Keycloak other = new Keycloak(FakeTime.of(offset))) {
            Pod pod = FIXTURE.another(other.settings("parley.guests=false"));
            Visitor ada = FIXTURE.atTheDoor(BrowserFixture.address(pod), "en-GB");
            ada.at("#sign-in").click();
            logsIn(ada, "ada", "analytical");
            if (letsIn) {
                ada.isConnected();
            } else {
                assertThat(ada.at("#trouble")).containsText("The server did not accept your sign-in.");
            }
        }
    }

    @Test
    @EnabledIf("chat.parley.kit.Form#isLong")
    void disabledUserIsOutWhenTheTokenEndsAndReadsWhy() {
        keycloak.tokensLast(SOON);
        Visitor mallory = signedIn(here, "mallory", "gone-soon");
        keycloak.disables("mallory");
        assertThat(mallory.at("#trouble")).containsText("Your sign-in has expired.");
        mallory.complainsOf("400");
        mallory.at("#sign-in-again").click();
        logsIn(mallory, "mallory", "gone-soon");
        assertThat(mallory.page().locator("body")).containsText("disabled");
    }

    /// `parley.rooms.create=role`: Grace has no such role.
    @Test
    @EnabledIf("chat.parley.kit.Form#isLong")
    void memberWithoutTheRoleMakesNoRooms() {
        Visitor grace = signedIn(there, "grace", "compiler");
        grace.at("#join-room").fill(PodCluster.room());
        grace.at("#join-room").press("Enter");
        assertThat(grace.at("#join-form")).containsText("you may not create it");
    }
}
