package chat.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.kit.Pod;
import chat.parley.kit.Town;
import chat.parley.page.Chromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two people at two pages on two pods, from the first word of a newcomer to the loss of a pod.
final class JourneyIT {
    private static final int PATIENCE_MS = 15_000;

    @RegisterExtension
    static final Town TOWN = new Town();

    private static Chromium chromium;
    private static Browser browser;
    private static Pod here;
    private static Pod there;
    private static Pod doomed;

    private final List<Visitor> visitors = new ArrayList<>();

    @BeforeAll
    static void open() {
        chromium = Chromium.here();
        here = TOWN.pod("parley.presence.grace=2s");
        there = TOWN.pod("parley.presence.grace=2s");
        doomed = TOWN.pod();
        browser = chromium.launch();
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        TOWN.ready();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void theConsoleStaysSilent() {
        List<String> complaints = visitors.stream()
                .flatMap(visitor -> visitor.complaints().stream())
                .toList();
        visitors.forEach(Visitor::close);
        assertEquals(List.of(), complaints);
    }

    @Test
    void aNewcomerIsHeardOnTheOtherPodBeforeChoosingAName() {
        Visitor ada = visitor(here);
        Visitor grace = visitor(there);
        ada.says("Is anybody here?");
        grace.hears("Is anybody here?", ada.name());
        grace.says("I am, on the other server.");
        ada.hears("I am, on the other server.", grace.name());
        assertThat(ada.at("#own-name")).hasText(Pattern.compile("Guest \\d{4}"));
        assertNotEquals(ada.pod(), grace.pod());
    }

    @Test
    void aNewNameStandsBesideWhatIsSaidFromThenOn() {
        Visitor ada = visitor(here);
        Visitor grace = visitor(there);
        String guest = ada.name();
        ada.says("Who am I?");
        ada.callsHimself("Ada");
        ada.says("Ada, that is who.");
        grace.hears("Ada, that is who.", "Ada");
        grace.hears("Who am I?", guest);
    }

    @Test
    void aRoomThatOneMakesIsSeenAndJoinedByTheOther() {
        String room = Town.room();
        Visitor ada = visitor(here);
        Visitor grace = visitor(there);
        ada.callsHimself("Ada");
        grace.callsHimself("Grace");
        assertThat(grace.at("#room-total")).hasText(Pattern.compile("\\d+ public rooms?"));

        ada.joins(room);
        assertThat(ada.own(room)).containsText("1 member, 1 online");
        assertThat(grace.other(room)).containsText("1 member, 1 online");
        grace.other(room).click();
        assertThat(grace.at("#room-title")).hasText(room);

        ada.reads("Grace came");
        for (Visitor one : List.of(ada, grace)) {
            assertThat(one.at("#people-counts")).hasText("2 online of 2");
            assertThat(one.person("Ada")).containsText("online");
            assertThat(one.person("Grace")).containsText("online");
            assertThat(one.own(room)).containsText("2 members, 2 online");
        }
        assertThat(grace.person("Grace")).containsText("you");

        grace.close();
        ada.reads("Grace left");
        assertThat(ada.person("Grace")).containsText("offline");
        assertThat(ada.own(room)).containsText("2 members, 1 online");
    }

    @Test
    void whatIsSaidInAnotherRoomIsCountedAndTheTitleTellsTheRoom() {
        String room = Town.room();
        Visitor ada = visitor(here);
        Visitor grace = visitor(there);
        ada.joins(room);
        grace.joins(room);
        assertThat(grace.page()).hasTitle(room + " · Parley");
        grace.turnsTo("lobby");
        assertThat(grace.page()).hasTitle("lobby · Parley");
        ada.says("one");
        ada.says("two");
        assertThat(grace.own(room)).containsText("2 unread");
        assertThat(grace.page()).hasTitle("(2) lobby · Parley");
        grace.turnsTo(room);
        assertThat(grace.own(room)).not().containsText("unread");
        assertThat(grace.page()).hasTitle(room + " · Parley");
    }

    @Test
    void aReloadKeepsWhoOneIsAndWhatWasSaid() {
        String room = Town.room();
        Visitor ada = visitor(here);
        Visitor grace = visitor(there);
        ada.callsHimself("Ada");
        ada.joins(room);
        grace.joins(room);
        ada.says("before");
        grace.hears("before", "Ada");
        grace.says("and answered");
        ada.hears("and answered");

        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at("#own-name")).hasText("Ada");
        assertThat(ada.at("#room-title")).hasText(room);
        assertThat(ada.own("lobby")).isVisible();
        ada.hears("before", "Ada");
        ada.hears("and answered");
        ada.says("after");
        grace.hears("after", "Ada");
        assertThat(grace.at("#log .message")).hasCount(3);
        assertThat(ada.at("#log .message")).hasCount(3);
        assertThat(ada.person("Ada")).hasCount(1);
    }

    @Test
    void whoLosesHisPodComesBackOnAnotherWithoutLossOrDouble() {
        String room = Town.room();
        try (Door door = new Door(doomed)) {
            Visitor ada = visitor(door.address());
            Visitor grace = visitor(there);
            ada.joins(room);
            grace.joins(room);
            ada.says("first");
            grace.hears("first");
            String former = ada.pod();

            doomed.kill();
            assertThat(ada.at("#connection")).hasText(Pattern.compile("Reconnecting|Connecting"));
            assertThat(ada.at("#trouble")).containsText("The connection is lost.");
            ada.writes("written meanwhile");
            assertThat(ada.message("written meanwhile")).containsText("Waits for the connection");
            grace.says("said meanwhile");

            door.leadsTo(here);
            ada.isConnected();
            assertThat(ada.at("#trouble")).isHidden();
            assertNotEquals(former, ada.pod());
            assertThat(ada.message("written meanwhile")).hasAttribute("data-state", "stored");
            grace.says("and on");
            for (Visitor one : List.of(ada, grace)) {
                one.hears("and on");
                assertThat(one.at("#log .message .text"))
                        .hasText(new String[] {"first", "said meanwhile", "written meanwhile", "and on"});
            }
            ada.complaints().removeIf(fromTheLostConnection());
        }
    }

    @Test
    void whoseTokenIsBadComesBackAsSomeoneNewAndIsTold() {
        Visitor ada = visitor(here);
        ada.callsHimself("Ada");
        String user = user(ada);
        ada.turnsTo("lobby");
        ada.page().evaluate("localStorage.setItem('parley.token', 'not.a.token')");
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at("#notice"))
                .containsText("You are a new guest now: ", new ContainsTextOptions().setUseInnerText(true));
        ada.says("Someone new speaks.");
        assertNotEquals(user, user(ada));
        ada.at("#notice button").click();
        assertThat(ada.at("#notice")).isEmpty();
    }

    @Test
    void whatLooksLikeMarkupIsShownAsItWasWritten() {
        String room = Town.room();
        Visitor ada = visitor(here);
        Visitor grace = visitor(there);
        ada.callsHimself("<b>Ada</b>");
        ada.joins(room);
        grace.joins(room);
        for (String text : List.of(
                "<img src=x onerror=\"document.title='caught'\">", "<script>document.title='caught'</script>")) {
            ada.says(text);
            grace.hears(text, "<b>Ada</b>");
        }
        for (Visitor one : List.of(ada, grace)) {
            assertThat(one.at("#log img, #log script, #log b, #people b")).hasCount(0);
            assertThat(one.page()).hasTitle(room + " · Parley");
        }
    }

    @Test
    void onTheSmallestPhoneOnePaneTakesTurnsWithTheOthers() {
        String room = Town.room();
        Visitor ada = new Visitor(browser, address(here), 320);
        visitors.add(ada);
        assertThat(ada.at("#conversation")).isVisible();
        assertThat(ada.at("#rooms")).isHidden();
        ada.says("From a very small screen, with_a_word_that_is_far_too_long_for_a_single_line_of_such_a_screen.");
        fits(ada);
        ada.at("#to-rooms").click();
        assertThat(ada.at("#rooms")).isVisible();
        assertThat(ada.at("#conversation")).isHidden();
        fits(ada);
        ada.joins(room);
        assertThat(ada.at("#conversation")).isVisible();
        ada.at("#to-people").click();
        assertThat(ada.person("you")).isVisible();
        fits(ada);
        ada.at("#to-room").click();
        assertThat(ada.at("#message")).isVisible();
    }

    private static void fits(Visitor one) {
        assertEquals(true, one.page().evaluate("document.documentElement.scrollWidth <= innerWidth"));
    }

    /// Who the server takes this page for, as the line of the people list says.
    private static String user(Visitor one) {
        one.joins(Town.room());
        return one.person("you").getAttribute("data-user");
    }

    /// A browser reports each try to reach a pod that is gone; no page can keep it from that.
    private static Predicate<String> fromTheLostConnection() {
        return text -> text.startsWith("WebSocket connection to ");
    }

    private Visitor visitor(Pod pod) {
        return visitor(address(pod));
    }

    private Visitor visitor(String address) {
        Visitor visitor = new Visitor(browser, address, Visitor.WIDE);
        visitors.add(visitor);
        return visitor;
    }

    private static String address(Pod pod) {
        return "http://127.0.0.1:" + pod.port() + "/";
    }
}
