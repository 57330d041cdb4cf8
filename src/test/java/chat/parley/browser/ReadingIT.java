package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Locator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A long conversation: readers keep their place and find what is new, and the page renders only a part of
/// it.
@Lane(Lane.PAGES)
final class ReadingIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private static final int LONG = 600;
    private static final int MOST_DRAWN = 240;

    @Test
    void scrollPositionOfALongConversationIsKept() {
        String room = PodCluster.room();
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            for (int line = 1; line <= LONG; line++) {
                grace.says(room, "line " + line);
            }
            Visitor ada = FIXTURE.visitor(FIXTURE.here());
            ada.joins(room);
            ada.hears("line " + LONG);
            watchesAnnouncements(ada);
            for (int page = 1; LONG - 100 * page >= 0; page++) {
                Locator earlier = ada.message("line " + Math.max(1, LONG - 100 * page));
                ada.page().waitForCondition(() -> {
                    ada.at("#log").evaluate("(log) => log.scrollTop > 0 && log.scrollBy(0, -400)");
                    return earlier.count() > 0;
                });
                assertTrue(ada.at("#log .message").count() <= MOST_DRAWN, "draws a part only");
            }

            Locator first = ada.message("line 1");
            first.scrollIntoViewIfNeeded();
            Object place = top(first);
            grace.says(room, "far below");
            assertThat(ada.at("#to-end")).containsText("1");
            assertThat(ada.at("#speech")).hasText("Grace: far below");
            assertEquals(List.of("Grace: far below"), ada.page().evaluate("announced"));
            assertThat(ada.own(room)).containsText("1 unread");
            assertEquals(place, top(first));
            ada.at("#to-end").click();
            ada.hears("far below");
            assertThat(ada.own(room)).not().containsText("unread");

            ada.opens("lobby");
            grace.says(room, "while away");
            assertThat(ada.own(room)).containsText("1 unread");
            ada.opens(room);
            assertThat(ada.at("#unread-line")).isVisible();
            assertThat(ada.at("#unread-line + .message")).containsText("while away");
            assertThat(ada.own(room)).not().containsText("unread");
        }
    }

    /// Remembers everything that is added to a region which screen readers announce.
    private static void watchesAnnouncements(Visitor one) {
        one.page().evaluate("""
                () => {
                  globalThis.announced = [];
                  const live = '[aria-live=polite], [aria-live=assertive], [role=alert], [role=status]';
                  const muted = (element) => element.closest('[aria-live=off]') && !element.closest('#speech');
                  new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => {
                    if (target.closest?.(live) && !muted(target)) {
                      const added = [...addedNodes].filter(({ nodeType }) => nodeType !== Node.COMMENT_NODE);
                      announced.push(...added.map(({ textContent }) => textContent.trim()).filter(Boolean));
                    }
                  })).observe(document.querySelector('#conversation').parentElement.parentElement, { childList: true, subtree: true });
                }""");
    }

    private static Object top(Locator line) {
        return line.evaluate("(line) => Math.round(line.getBoundingClientRect().top)");
    }
}
