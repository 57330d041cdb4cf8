package chat.parley.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SharedFixture;
import chat.parley.page.Chromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Two pods on one Redis and a browser, for the tests of this package that kill neither; the first of them
/// starts it, and it ends after the last. Those of the lane SCREENS have a [SecondBrowserFixture]. A test also fails if
/// one of its pages logged an error on its
/// console.
class BrowserFixture extends SharedFixture<BrowserFixture.Running> implements AfterEachCallback {
    private static final int PATIENCE_MS = 15_000;

    /// Users who leave go offline soon, and a test can fill a room in a moment.
    private static final String[] QUICK = {
        "parley.presence.grace=2s",
        "parley.limits.messages-per-second=10000",
        "parley.limits.messages-burst=10000",
        "parley.limits.commands-per-second=10000",
        "parley.limits.commands-burst=10000"
    };

    record Running(Chromium chromium, Browser browser, PodCluster podCluster, Pod here, Pod there)
            implements SharedFixture.Resources {
        /// Starts the browser first: without one, nothing else is needed.
        private static Running start() {
            Chromium chromium = Chromium.here();
            PodCluster podCluster = new PodCluster();
            Pod here = podCluster.pod(QUICK);
            Pod there = podCluster.pod(QUICK);
            Running running = new Running(chromium, chromium.launch(), podCluster, here, there);
            podCluster.ready();
            return running;
        }

        @Override
        public void close() {
            chromium.close();
            podCluster.close();
        }
    }

    private final List<Visitor> visitors = new ArrayList<>();
    private final List<BrowserContext> profiles = new ArrayList<>();

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

    /// Another pod, which a test may kill or configure differently.
    Pod another(String... settings) {
        String[] all = Stream.concat(Stream.of(QUICK), Stream.of(settings)).toArray(String[]::new);
        Pod pod = running().podCluster().pod(all);
        running().podCluster().ready();
        return pod;
    }

    /// A pod of another build.
    Pod next(Path jar) {
        Pod pod = running().podCluster().podOf(jar, QUICK);
        running().podCluster().ready();
        return pod;
    }

    /// A new visitor at a desktop.
    Visitor visitor(Pod pod) {
        return visitor(address(pod), Visitor.DESK);
    }

    /// Another browser, with more options; the test closes its visitors.
    Browser browser(String... more) {
        return running().chromium().launch(more);
    }

    /// A visitor in whose browser this script runs before the page does.
    Visitor visitor(Pod pod, String script) {
        return visitor(Visitor.inBrowserWith(running().browser(), address(pod), script));
    }

    /// Somebody whose page does not connect before they have signed in, at this address, with this language.
    Visitor atTheDoor(String address, String locale) {
        return visitor(Visitor.atTheDoor(running().browser(), address, locale));
    }

    /// A browser profile for a page that may not open; nobody watches its console.
    BrowserContext profile(String locale) {
        BrowserContext profile = running().browser().newContext(new Browser.NewContextOptions().setLocale(locale));
        profiles.add(profile);
        return profile;
    }

    /// A new visitor with a screen of this width.
    Visitor visitor(String address, int width) {
        Visitor visitor = new Visitor(running().browser(), address, width);
        visitors.add(visitor);
        return visitor;
    }

    /// A visitor that another one opened: the fixture closes it and watches its console like the others'.
    Visitor visitor(Visitor brought) {
        visitors.add(brought);
        return brought;
    }

    /// A new visitor whose browser uses this language.
    Visitor visitor(Pod pod, String locale, int width) {
        return visitor(new Visitor(running().browser(), address(pod), width, locale));
    }

    /// A new visitor with a phone.
    Visitor visitorOnAPhone(Pod pod) {
        return visitor(Visitor.onAPhone(running().browser(), address(pod)));
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
        profiles.forEach(BrowserContext::close);
        profiles.clear();
        assertEquals(List.of(), complaints, "what the pages said on their consoles");
    }
}
