package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.util.List;
import java.util.regex.Pattern;
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

    @Test
    void quotedMessageFarAboveIsShownWithWhatIsAroundIt() {
        String room = PodCluster.room();
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            for (int line = 1; line <= LONG; line++) {
                grace.says(room, "line " + line);
            }
            grace.says(room, Member.cid(), "an answer", "reply", 30);
            Visitor ada = FIXTURE.visitor(FIXTURE.here());
            ada.joins(room);
            ada.hears("an answer").locator(".quote").click();
            Locator quoted = ada.message("line 30");
            assertThat(quoted).hasAttribute("data-found", "");
            assertThat(quoted).isInViewport();
            assertThat(quoted).isFocused();
            assertThat(ada.message("line 29")).isInViewport();
            assertThat(ada.message("an answer")).hasCount(0);
            ada.isOpenToAll();
            assertThat(quoted).not().hasAttribute("data-found", "");

            assertThat(ada.at("#to-end")).containsText("Jump to the latest");
            grace.says(room, "meanwhile");
            assertThat(ada.at("#to-end")).containsText("1");
            assertThat(ada.message("meanwhile")).hasCount(0);
            ada.at("#to-end").click();
            ada.hears("meanwhile");
            assertThat(ada.at("#to-end")).hasCount(0);

            ada.message("an answer").locator(".quote").click();
            assertThat(quoted).isInViewport();
            ada.page().waitForCondition(() -> {
                assertEquals(List.of(), ada.page().evaluate(HOLES));
                ada.at("#log").evaluate("(log) => log.scrollBy(0, 1500)");
                return ada.message("meanwhile").count() > 0 && ada.at("#to-end").count() == 0;
            });
        }
    }

    @Test
    void ownMessageIsShownWhereverTheReaderWas() {
        String room = PodCluster.room();
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            for (int line = 1; line <= MOST_DRAWN; line++) {
                grace.says(room, "line " + line);
            }
            grace.says(room, Member.cid(), "an answer", "reply", 5);
            grace.edits(room, 1, "changed");
            // The edit is an entry, but no message: as if the message had been too old to be kept.
            grace.says(room, Member.cid(), "an answer to nothing", "reply", MOST_DRAWN + 2);
            Visitor ada = FIXTURE.visitor(FIXTURE.here());
            ada.joins(room);
            ada.hears("an answer to nothing").locator(".quote").click();
            assertThat(ada.at("#toast")).containsText("This message is no longer available.");
            ada.hears("an answer").locator(".quote").click();
            assertThat(ada.message("line 5")).isInViewport();
            ada.says("from far above");
            assertThat(ada.message("from far above")).isInViewport();
            assertThat(ada.message("an answer to nothing")).isInViewport();
        }
    }

    /// Paper has no window: everything that is loaded is printed, the conversation alone.
    @Test
    void printedConversationIsWhole() {
        String room = PodCluster.room();
        int said = MOST_DRAWN + 60;
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            Visitor ada = FIXTURE.visitor(FIXTURE.here());
            ada.joins(room);
            for (int line = 1; line <= said; line++) {
                grace.says(room, "line " + line);
            }
            ada.hears("line " + said);
            String pdf = new String(ada.page().pdf(), ISO_8859_1);
            long pages =
                    Pattern.compile("/Type /Page\\b").matcher(pdf).results().count();
            assertTrue(pages >= 8, () -> "pages: " + pages);
            ada.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(ada.at("#rooms")).isHidden();
            assertThat(ada.at("#composer")).isHidden();
            assertThat(ada.at("#room-title")).isVisible();
            ada.page().evaluate("dispatchEvent(new Event('beforeprint'))");
            assertThat(ada.at("#log .message")).hasCount(said);
            assertThat(ada.at("#log .day")).not().containsText("Today");
            assertEquals(true, ada.at("#log").evaluate("(log) => log.scrollHeight <= log.clientHeight"));
            ada.page().evaluate("dispatchEvent(new Event('afterprint'))");
            int drawn = ada.at("#log .message").count();
            assertTrue(drawn <= MOST_DRAWN, () -> "draws a part only: " + drawn);
        }
    }

    @Test
    void copiedMessagesSayWhoWroteThemAndWhen() {
        String room = PodCluster.room();
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            Visitor ada = FIXTURE.visitor(FIXTURE.here());
            ada.changesNameTo("Ada");
            ada.joins(room);
            grace.says(room, "one and\ntwo");
            grace.says(room, "three");
            ada.hears("three");
            ada.says("four words of mine");
            ada.page().evaluate(COPIED);
            ada.page().evaluate(SELECTION, List.of(0, 4, 2, 10));
            ada.page().keyboard().press("Control+c");
            String when = "\\[\\d{1,2} \\w{3,4} 20\\d\\d, \\d\\d:\\d\\d\\] ";
            String copied = (String) ada.page().evaluate("window.copied");
            assertTrue(
                    Pattern.matches(
                            when + "Grace: and\ntwo\n" + when + "Grace: three\n" + when + "Ada: four words", copied),
                    copied);
            ada.page().evaluate(SELECTION, List.of(2, 5, 2, 10));
            ada.page().keyboard().press("Control+c");
            assertEquals("as it is", ada.page().evaluate("window.copied"), "a part of one message");
        }
    }

    /// Sixteen kilobytes that a parser may read over and over again.
    @Test
    void hostileTextStallsNobody() {
        String room = PodCluster.room();
        try (Member grace = Member.named("Grace", FIXTURE.there())) {
            grace.joins(room);
            Visitor ada = FIXTURE.visitor(FIXTURE.here());
            ada.joins(room);
            grace.says(room, "http://" + ".".repeat(8_000) + ")".repeat(8_000));
            grace.says(room, "http://example.org/" + ".".repeat(8_000) + ")".repeat(8_000));
            grace.says(room, "https://".repeat(2_000));
            grace.says(room, "and on it goes");
            ada.hears("and on it goes");
            ada.says("Indeed");
        }
    }

    @Test
    void doubleClickSelectsAWord() {
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(PodCluster.room());
        ada.says("Selected");
        ada.message("Selected").locator(".text").dblclick();
        assertEquals("Selected", ada.page().evaluate("getSelection().toString().trim()"));
        assertThat(ada.at("#composer .context")).hasCount(0);
    }

    /// A device whose clock is wrong by a day names the days as everybody else does.
    @Test
    void daysAreNamedByTheServersClock() {
        String room = PodCluster.room();
        Visitor ada = FIXTURE.visitor(FIXTURE.here());
        ada.joins(room);
        ada.says("It is today");
        for (int days : new int[] {-1, 1}) {
            ada.page().addInitScript("""
            window.RealDate ??= Date;
            Date = class extends RealDate {
              constructor(...args) {
                args.length > 0 ? super(...args) : super(Date.now());
              }
              static now() {
                return RealDate.now() + %d * 86_400_000;
              }
            };""".formatted(days));
            ada.page().reload();
            ada.isConnected();
            ada.hears("It is today");
            assertThat(ada.at("#log .day")).hasText(new String[] {"Today"});
            assertThat(ada.own(room).locator("time")).hasText(Pattern.compile("^\\d\\d:\\d\\d$"));
            ada.says("and still is, " + days);
            assertThat(ada.at("#log .day")).hasText(new String[] {"Today"});
        }
    }

    private static final String COPIED = """
            () => addEventListener('copy', (event) => {
              window.copied = event.defaultPrevented ? event.clipboardData.getData('text/plain') : 'as it is';
            })""";

    /// Selects from one place to another: the index of a message's text, and how many characters into it.
    private static final String SELECTION = """
            ([from, start, to, end]) => {
              const leaf = (index) => {
                const text = document.querySelectorAll('#log .text')[index];
                return document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) => (node.data ? 1 : 3)).nextNode();
              };
              getSelection().setBaseAndExtent(leaf(from), start, leaf(to), end);
            }""";

    /// The numbers of the lines that do not follow the line before them.
    private static final String HOLES = """
            () => Array.from(document.querySelectorAll('#log .text'), (text) => /^line (\\d+)$/.exec(text.textContent)?.[1])
                .filter(Boolean)
                .filter((line, index, lines) => index > 0 && Number(line) !== Number(lines[index - 1]) + 1)""";

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
