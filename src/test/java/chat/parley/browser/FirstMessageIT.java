package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.OwnPostgres;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A conversation that is longer than what the store keeps: readers scroll on into the archive, up to the first
/// message.
@Lane(Lane.PAGES)
final class FirstMessageIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private static final int KEPT = 64;
    private static final int SAID = 320;

    @Test
    void firstMessageIsReachedByScrolling() {
        try (OwnPostgres postgres = new OwnPostgres();
                PodCluster pods = new PodCluster()) {
            List<String> settings = new ArrayList<>(postgres.settings());
            settings.addAll(List.of(
                    "parley.history.entries=" + KEPT,
                    "parley.limits.messages-per-second=10000",
                    "parley.limits.messages-burst=10000",
                    "parley.limits.commands-per-second=10000",
                    "parley.limits.commands-burst=10000"));
            Pod pod = pods.pod(settings.toArray(String[]::new));
            pods.ready();
            String room = PodCluster.room();
            try (Member grace = Member.named("Grace", pod)) {
                grace.joins(room);
                for (int line = 1; line <= SAID; line++) {
                    grace.says(room, "line " + line);
                    if (line % (KEPT / 2) == 0) {
                        int stored = line;
                        await().atMost(30, SECONDS)
                                .until(() -> Meters.of(pod).sum("parley_archive_entries_total") >= stored);
                    }
                }
                grace.says(room, Member.cid(), "an answer", "reply", 3);
                Visitor ada = FIXTURE.visitor(pod);
                ada.joins(room);
                ada.hears("an answer");
                Locator first = ada.message("line 1");
                ada.page().waitForCondition(() -> {
                    ada.at("#log").evaluate("(log) => log.scrollTop > 0 && log.scrollBy(0, -400)");
                    return first.count() > 0;
                });
                first.scrollIntoViewIfNeeded();
                assertThat(first).isInViewport();

                // And by a quote, past everything in between.
                Visitor eve = FIXTURE.visitor(pod);
                eve.joins(room);
                eve.hears("an answer").locator(".quote").click();
                Locator quoted = eve.message("line 3");
                assertThat(quoted).hasAttribute("data-found", "");
                assertThat(quoted).isInViewport();
            }
        }
    }
}
