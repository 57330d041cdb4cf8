package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// System notifications: offered once, shown only while nobody looks, and closed once the room is read.
@Lane(Lane.PAGES)
final class NotificationsIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    @Test
    void theyAreOfferedAfterTheFirstMessageUntilDeclined() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        assertThat(ada.at("#notifications")).hasCount(0);
        ada.says("My first words");
        assertThat(ada.at("#notifications")).containsText("Would you like to get notifications");
        Visitor beside = FIXTURE.visitor(ada.onAnotherPage(BrowserFixture.address(FIXTURE.here())));
        beside.says("In another tab");
        assertThat(beside.at("#notifications")).isVisible();
        ada.at("#decline-notifications").click();
        assertThat(ada.at("#notifications")).hasCount(0);
        assertThat(beside.at("#notifications")).hasCount(0);
        ada.page().reload();
        ada.isConnected();
        ada.says("And some more");
        assertThat(ada.at("#notifications")).hasCount(0);
    }

    @Test
    void mentionOffersThemAndARefusalByTheBrowserIsExplained() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.changesNameTo("Ada");
        ada.joins(room);
        ada.looksAway(true);
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            grace.says(room, "Nobody in particular");
            ada.hears("Nobody in particular");
            assertThat(ada.at("#notifications")).hasCount(0);
            mentions(grace, room, ada, "@Ada are you there?");
            ada.hears("@Ada are you there?");
        }
        assertThat(ada.at("#notifications")).containsText("Would you like to get notifications");
        ada.looksAway(false);
        // A browser without a screen refuses at once.
        ada.at("#accept-notifications").click();
        assertThat(ada.at("#notifications")).containsText("Your browser blocks notifications from this page.");
        assertThat(ada.at("#notifications")).containsText("set “Notifications” to “Allow”");
        ada.at("#notifications button").click();
        assertThat(ada.at("#notifications")).hasCount(0);
        ada.at("#settings-button").click();
        assertThat(ada.at("#settings-dialog")).containsText("Your browser blocks notifications from this page.");
        assertThat(ada.at("#notify")).hasCount(0);
    }

    @Test
    void eachRoomHasOneThatIsClosedOnceReadOnAnyDevice() {
        String room = PodCluster.room();
        Visitor ada = notified(FIXTURE.visitor(FIXTURE.here()));
        ada.changesNameTo("Ada");
        ada.joins(room);
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            String direct = "@" + user(ada);
            grace.says(direct, "While you look");
            assertThat(ada.conversation("Grace").locator(".badge")).containsText("1 unread");
            shows(ada, List.of());
            ada.looksAway(true);
            grace.says(direct, "At four?");
            shows(ada, List.of("Grace: At four?"));
            grace.says(direct, "Or at five?");
            shows(ada, List.of("Grace: Or at five?"));
            grace.says(room, "Not for a notification");
            ada.hears("Not for a notification");
            mentions(grace, room, ada, "@Ada but this is");
            shows(ada, List.of("Grace · " + room + ": @Ada but this is", "Grace: Or at five?"));

            Visitor phone = onAnotherDevice(ada);
            phone.conversation("Grace").click();
            phone.hears("Or at five?");
            shows(ada, List.of("Grace · " + room + ": @Ada but this is"));
            ada.looksAway(false);
            shows(ada, List.of());
        }
    }

    @Test
    void hiddenTabIsSilentWhileAnotherTabIsVisible() {
        String room = PodCluster.room();
        Visitor ada = notified(FIXTURE.visitor(FIXTURE.here()));
        ada.changesNameTo("Ada");
        ada.joins(room);
        Visitor beside = FIXTURE.visitor(ada.onAnotherPage(BrowserFixture.address(FIXTURE.here())));
        beside.opens("lobby");
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            ada.looksAway(true);
            mentions(grace, room, ada, "@Ada look");
            assertThat(beside.own(room).locator(".badge")).containsText("you were mentioned");
            shows(ada, List.of());
            beside.looksAway(true);
            mentions(grace, room, ada, "@Ada now");
            shows(ada, List.of("Grace · " + room + ": @Ada now"));
            beside.looksAway(false);
            beside.opens(room);
            beside.hears("@Ada now");
            shows(ada, List.of());
        }
    }

    /// Its notifications are on.
    private static Visitor notified(Visitor one) {
        one.isCached();
        one.page().context().grantPermissions(List.of("notifications"));
        one.at("#settings-button").click();
        one.at("#notify").click();
        assertThat(one.at("#notify")).hasAttribute("aria-checked", "true");
        one.page().keyboard().press("Escape");
        assertThat(one.at("#settings-dialog")).hasCount(0);
        return one;
    }

    /// The same user in another browser.
    private static Visitor onAnotherDevice(Visitor one) {
        Object token = one.page().evaluate("localStorage.getItem('parley.token')");
        Visitor other = FIXTURE.visitor(FIXTURE.there());
        other.page().evaluate("(token) => localStorage.setItem('parley.token', token)", token);
        other.page().reload();
        assertThat(other.at("#own-name")).hasText(one.name());
        return other;
    }

    private static void mentions(Member author, String room, Visitor whom, String text) {
        author.says(room, Member.cid(), text, "mentions", List.of(user(whom)));
    }

    /// What the system shows, each of which alerts again when it is replaced.
    private static void shows(Visitor one, List<String> expected) {
        Visitor.waitsFor(() -> expected.equals(one.page().evaluate("""
                async () => {
                  const worker = await navigator.serviceWorker.getRegistration();
                  const shown = await worker.getNotifications();
                  return shown.filter(({ renotify }) => renotify).map(({ title, body }) => `${title}: ${body}`).toSorted();
                }""")));
    }

    private static String user(Visitor one) {
        return (String) one.page().evaluate("localStorage.getItem('parley.user')");
    }
}
