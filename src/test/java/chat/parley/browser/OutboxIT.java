package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import chat.parley.kit.Balancer;
import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Locator;
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
            ada.writes("unwanted");
            beside.message("unwanted").locator("[data-act=discard]").click();
            assertThat(beside.message("unwanted")).hasCount(0);
            assertThat(ada.message("unwanted")).hasCount(0);
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

    /// All that waits can be edited or taken back, by keyboard too.
    @Test
    void whatWaitsIsEditedOrTakenBackByKeyboard() {
        String room = PodCluster.room();
        Pod doomed = FIXTURE.another();
        try (Balancer door = new Balancer(doomed)) {
            Visitor ada = FIXTURE.visitor(door.address(), Visitor.DESK).losingThePod();
            ada.joins(room);
            ada.says("stored");
            doomed.kill();
            ada.writes("wrong");
            ada.writes("unwanted");
            ada.at("#message").press("ArrowUp");
            ada.at("#message").fill("changed");
            ada.at("#message").press("Enter");
            assertThat(ada.deliveryStatus("changed")).containsText("Waiting for connection");
            var keys = ada.page().keyboard();
            ada.message("unwanted").locator(".delivery [data-act=discard]").focus();
            keys.press("Enter");
            assertThat(ada.message("unwanted")).hasCount(0);
            ada.message("changed").locator(".delivery [data-act=discard]").focus();
            keys.press("Enter");
            assertThat(ada.message("stored")).hasCount(1);

            ada.at("#message").fill("begun");
            ada.at("#log").focus();
            keys.press("ArrowUp");
            assertThat(ada.message("wrong")).isFocused();
            keys.press("Enter");
            ada.at("#message-menu [data-act=edit]").focus();
            keys.press("Enter");
            assertThat(ada.message("wrong")).hasCount(0);
            assertThat(ada.at("#message")).hasValue("wrong\nbegun");
            ada.writes("right");
            door.leadsTo(FIXTURE.here());
            ada.triesNow();
            assertThat(ada.message("right")).hasAttribute("data-state", "stored");
            assertThat(ada.at("#log .message .text")).hasText(new String[] {"stored", "right"});
        }
    }

    /// Whatever an earlier build left behind, too large, without sense or refused for good, keeps nothing else back.
    @Test
    void itemsOfAnEarlierBuildKeepNobodyAway() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.page().evaluate(LEFT_BEHIND, room);
        ada.page().reload();
        ada.hears("good");
        assertThat(ada.message("good")).hasAttribute("data-state", "stored");
        ada.isConnected();
        // Which one is the first is clear once all have been refused.
        assertThat(ada.at("#log .message[data-state=failed]")).hasCount(2);
        Locator large = ada.at("#log .message[data-state=failed]").first();
        assertThat(large).containsText("It is too long for this server.");
        large.locator("[data-act=edit]").click();
        assertThat(ada.at("#message")).hasValue("x".repeat(70_000));
        ada.at("#log .message[data-state=failed] [data-act=discard]").click();
        assertThat(ada.at("#log .message[data-state=failed]")).hasCount(0);
        ada.writes("short");
        ada.page().reload();
        assertThat(ada.message("short")).hasAttribute("data-state", "stored");
        assertThat(ada.at("#log .message .text")).hasText(new String[] {"good", "short"});
    }

    private static final String LEFT_BEHIND = """
            (room) => new Promise((done) => {
              const user = localStorage.getItem('parley.user');
              const item = { op: 'send', user, room, at: 1, state: 'unsent', tab: 'gone' };
              const deep = Array(60).fill().reduce((inner) => [inner], []);
              const items = [
                { ...item, cid: 'large', text: 'x'.repeat(70000), order: 1 },
                { ...item, cid: 'deep', data: deep, order: 2 },
                { ...item, cid: 'senseless', op: 'nonsense', order: 3 },
                { ...item, cid: 'nowhere', room: undefined, text: 'x', order: 4 },
                { ...item, cid: 'edit', op: 'edit', target: 'x.y', text: 'x'.repeat(70000), order: 5 },
                { ...item, cid: 'good', text: 'good', order: 6 },
              ];
              const opened = indexedDB.open('parley');
              opened.onsuccess = () => {
                const change = opened.result.transaction('outbox', 'readwrite');
                items.forEach((one) => change.objectStore('outbox').put(one, one.cid));
                change.oncomplete = () => done(opened.result.close());
              };
            })
            """;
}
