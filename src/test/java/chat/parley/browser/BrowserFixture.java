package chat.parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;
import chat.parley.page.Chromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Where visitors meet: two pods on one Redis and a browser, for all tests of this package that kill neither; started
/// by the first of them, ended after the last. A test fails, too, when one of its pages complained on its console.
final class BrowserFixture extends SharedFixture<BrowserFixture.Running> implements AfterEachCallback {
    private static final int PATIENCE_MS = 15_000;

    /// Who leaves is gone soon, and a room is filled with what was said in a moment.
    private static final String[] QUICK = {
        "parley.presence.grace=2s",
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=10000",
        "parley.limits.commands-burst=10000"
    };

    record Running(Chromium chromium, Browser browser, PodCluster town, Pod here, Pod there)
            implements SharedFixture.Place {
        /// The browser first: where there is none, nothing else need be started.
        private static Running start() {
            Chromium chromium = Chromium.here();
            PodCluster town = new PodCluster();
            Pod here = town.pod(QUICK);
            Pod there = town.pod(QUICK);
            Running running = new Running(chromium, chromium.launch(), town, here, there);
            town.ready();
            return running;
        }

        @Override
        public void close() {
            chromium.close();
            town.close();
        }
    }

    private final List<Visitor> visitors = new ArrayList<>();

    BrowserFixture() {
        super(Running.class, Running::start);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        super.beforeAll(context);
    }

    Pod here() {
        return running().here();
    }

    Pod there() {
        return running().there();
    }

    /// One more pod, which a test may kill or set otherwise.
    Pod another(String... settings) {
        String[] all = Stream.concat(Stream.of(QUICK), Stream.of(settings)).toArray(String[]::new);
        Pod pod = running().town().pod(all);
        running().town().ready();
        return pod;
    }

    /// A pod of another build.
    Pod next(Path jar) {
        Pod pod = running().town().podOf(jar, QUICK);
        running().town().ready();
        return pod;
    }

    /// Somebody new at a desk.
    Visitor visitor(Pod pod) {
        return visitor(address(pod), Visitor.DESK);
    }

    /// Another browser, which is told more; its visitors are closed by hand.
    Browser browser(String... more) {
        return running().chromium().launch(more);
    }

    /// Somebody new at a screen of this width.
    Visitor visitor(String address, int width) {
        Visitor visitor = new Visitor(running().browser(), address, width);
        visitors.add(visitor);
        return visitor;
    }

    /// One whom another visitor brought along: closed and listened to as all are.
    Visitor visitor(Visitor brought) {
        visitors.add(brought);
        return brought;
    }

    /// Somebody new whose browser speaks this language.
    Visitor visitor(Pod pod, String locale, int width) {
        return visitor(new Visitor(running().browser(), address(pod), width, locale));
    }

    static String address(Pod pod) {
        return "http://127.0.0.1:" + pod.port() + "/";
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> complaints = visitors.stream()
                .flatMap(visitor -> visitor.complaints().stream())
                .toList();
        visitors.forEach(Visitor::close);
        visitors.clear();
        assertEquals(List.of(), complaints, "what the pages said on their consoles");
    }
}
