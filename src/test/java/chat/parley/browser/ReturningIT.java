package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import chat.parley.kit.Balancer;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users who lose the page, the pod or the token come back, and learn what happened.
@Lane(Lane.PAGES)
final class ReturningIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    @Test
    void reloadKeepsTheUserAndTheMessages() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        Visitor grace = FIXTURE.visitor(FIXTURE.there());
        ada.changesNameTo("Ada");
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
    void clientOfALostPodReconnectsToAnotherWithoutLossOrDuplicate() {
        String room = PodCluster.room();
        Pod doomed = FIXTURE.another();
        try (Balancer door = new Balancer(doomed)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            Visitor grace = FIXTURE.visitor(FIXTURE.there());
            ada.joins(room);
            grace.joins(room);
            ada.says("first");
            grace.hears("first");
            String former = ada.pod();

            doomed.kill();
            assertThat(ada.at("#connection")).hasText(Pattern.compile("Reconnecting|Connecting"));
            assertThat(ada.at("#trouble")).containsText("Connection lost.");
            ada.writes("written meanwhile");
            assertThat(ada.message("written meanwhile")).containsText("Waiting for connection");
            grace.says("said meanwhile");

            door.leadsTo(FIXTURE.here());
            ada.triesNow();
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
        }
    }

    @Test
    void clientWithAnInvalidTokenBecomesANewGuestAndIsNotified() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.changesNameTo("Ada");
        String user = user(ada);
        ada.opens("lobby");
        ada.page().evaluate("localStorage.setItem('parley.token', 'not.a.token')");
        ada.page().reload();
        ada.isConnected();
        assertThat(ada.at("#notice")).containsText("You are now a new guest: Ada.");
        ada.says("Someone new speaks.");
        assertNotEquals(user, user(ada));
        ada.at("#notice button").click();
        assertThat(ada.at("#notice")).isEmpty();
    }

    /// The user reads why in their own language, whether the page tries again or not.
    @ParameterizedTest
    @CsvSource({
        "en-GB, 1009, The last message was too large for the server.",
        "en-GB, 4004, This page sent too many requests and has to wait.",
        "id-ID, 4502, Operator memutus koneksi Anda.",
        "id-ID, 1013, Server sedang kelebihan beban.",
        "ko-KR, 4503, Parley가 너무 많은 곳에서 열려",
        "ko-KR, 4401, 로그인이 만료되었어요."
    })
    void closeCodeIsExplained(String language, int code, String why) {
        Visitor ada = FIXTURE.visitor(FIXTURE.here(), language, Visitor.DESK);
        ada.comesBackTo(code);
        assertThat(ada.at("#trouble")).containsText(why);
    }

    /// The user that this page belongs to, as the server says, from the page's entry in the list of people.
    private static String user(Visitor one) {
        one.joins(PodCluster.room());
        return one.person("you").locator("button").getAttribute("data-user");
    }
}
