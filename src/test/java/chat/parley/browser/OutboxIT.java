package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import chat.parley.kit.Balancer;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages written while offline: they survive a reload and the closing of their tab, and are sent once, in
/// order.
@Lane(Lane.PAGES)
final class OutboxIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    @Test
    void offlineMessagesSurviveReloadsAndAreSentOnceInOrder() {
        String room = PodCluster.room();
        Pod doomed = FIXTURE.another();
        try (Balancer door = new Balancer(doomed)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            Visitor grace = FIXTURE.visitor(FIXTURE.there());
            ada.changesNameTo("Ada");
            ada.joins(room);
            grace.joins(room);
            grace.says("before");
            ada.hears("before");
            ada.at("#message").fill("half a thought");
            ada.opens("lobby");
            ada.opens(room);
            assertThat(ada.at("#message")).hasValue("half a thought");
            ada.isCached();

            doomed.kill();
            ada.writes("one");
            ada.writes("two");
            ada.page().reload();
            assertThat(ada.at("#own-name")).hasText("Ada");
            ada.hears("before");
            assertThat(ada.message("two")).hasAttribute("data-state", "pending");
            ada.writes("three");
            assertThat(ada.at("#trouble")).containsText("Your messages are saved");
            assertThat(ada.at("#countdown")).containsText("Retrying in");

            door.leadsTo(FIXTURE.here());
            ada.triesNow();
            for (Visitor one : List.of(ada, grace)) {
                assertThat(one.at("#log .message .text")).hasText(new String[] {"before", "one", "two", "three"});
            }
            assertThat(ada.message("three")).hasAttribute("data-state", "stored");
        }
    }

    @Test
    void otherTabSendsTheOutboxOfAClosedTabOnce() {
        String room = PodCluster.room();
        Pod doomed = FIXTURE.another();
        try (Balancer door = new Balancer(doomed)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            Visitor grace = FIXTURE.visitor(FIXTURE.there());
            ada.joins(room);
            grace.joins(room);
            Visitor beside = FIXTURE.visitor(ada.onAnotherPage(door.address())).losingThePod();
            beside.opens(room);
            doomed.kill();
            ada.writes("left behind");
            beside.writes("said beside");
            assertThat(beside.message("left behind")).containsText("Waiting in another tab");
            ada.page().close();
            assertThat(beside.message("left behind")).containsText("Waiting for connection");

            door.leadsTo(FIXTURE.here());
            beside.triesNow();
            for (Visitor one : List.of(beside, grace)) {
                assertThat(one.at("#log .message .text")).hasText(new String[] {"left behind", "said beside"});
            }
        }
    }

    @Test
    void pendingMessageShowsAtOnceAndIsConfirmedInPlace() {
        String room = PodCluster.room();
        Pod doomed = FIXTURE.another();
        try (Balancer door = new Balancer(doomed)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            ada.joins(room);
            doomed.kill();
            ada.writes("the same element");
            assertThat(ada.message("the same element")).hasAttribute("data-state", "pending");
            ada.message("the same element").evaluate("(line) => (line.seenBefore = true)");
            door.leadsTo(FIXTURE.here());
            ada.triesNow();
            assertThat(ada.message("the same element")).hasAttribute("data-state", "stored");
            assertThat(ada.message("the same element")).hasJSProperty("seenBefore", true);
        }
    }
}
