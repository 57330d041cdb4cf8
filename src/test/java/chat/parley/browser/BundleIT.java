package chat.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Program;
import chat.parley.kit.SignedToken;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What opening the page costs a line: few requests and bytes at first, and later only what the pod says of itself, as
/// src/docs/page.md promises.
@Lane(Lane.SCREENS)
final class BundleIT {
    private static final int MOST_REQUESTS = 12;
    private static final int MOST_BYTES = 100_000;

    private static final int MOST_CONSOLE_BYTES = 60_000;

    @RegisterExtension
    static final SecondBrowserFixture FIXTURE = new SecondBrowserFixture();

    @Test
    void firstOpenIsLightAndTheSecondAsksForSettingsAlone() {
        requireBundle();
        BrowserContext profile = FIXTURE.profile("en-GB");
        Traffic first = Traffic.of(profile, "", "#connection[data-state=open]");
        Visitor.waitsFor(
                () -> Boolean.TRUE.equals(first.page().evaluate("navigator.serviceWorker.controller !== null")));
        first.page().close();
        assertTrue(!first.loaded().isEmpty() && first.loaded().size() <= MOST_REQUESTS, first::toString);
        assertTrue(first.bytes() > 0 && first.bytes() <= MOST_BYTES, first::toString);

        Traffic second = Traffic.of(profile, "", "#connection[data-state=open]");
        assertEquals(
                List.of("/api/config"),
                second.loaded().stream().map(url -> URI.create(url).getPath()).toList(),
                second::toString);
    }

    /// With the document that it reads, and the words of another language; nothing of it is the chat's.
    @Test
    void consoleIsLight() {
        requireBundle();
        BrowserContext profile = FIXTURE.profile("ko-KR");
        String operator = SignedToken.of("operator44444444", "Olga", "admin");
        profile.addInitScript("sessionStorage.setItem('parley.ops.proof', '" + operator + "')");
        Traffic console = Traffic.of(profile, "console", "#state[data-state=open]");
        assertTrue(console.loaded().stream().anyMatch(url -> url.endsWith("/asyncapi.yaml")), console::toString);
        assertTrue(console.loaded().stream().noneMatch(url -> url.contains("/ui/")), console::toString);
        assertTrue(console.bytes() > 0 && console.bytes() <= MOST_CONSOLE_BYTES, console::toString);
        System.out.println("the console: " + console);
    }

    private static void requireBundle() {
        if (!Files.exists(Path.of("target/classes/bundle/ui/main.js"))) {
            throw Program.notRun("the page is not bundled: what opening it loads");
        }
    }

    /// What a page that was opened and connected loaded from the pod itself, neither from its worker nor from the
    /// browser's cache, as the browser's own tools count it.
    private record Traffic(Page page, List<String> loaded, AtomicInteger sum) {
        private static Traffic of(BrowserContext profile, String path, String open) {
            Page page = profile.newPage();
            CDPSession tools = profile.newCDPSession(page);
            Traffic traffic = new Traffic(page, new ArrayList<>(), new AtomicInteger());
            tools.on("Network.responseReceived", event -> traffic.answered(event.getAsJsonObject("response")));
            tools.on(
                    "Network.loadingFinished",
                    event -> traffic.sum()
                            .addAndGet(event.get("encodedDataLength").getAsInt()));
            tools.send("Network.enable");
            page.navigate(BrowserFixture.address(FIXTURE.here()) + path);
            assertThat(page.locator(open)).isAttached();
            return traffic;
        }

        private void answered(JsonObject response) {
            boolean kept = response.get("fromServiceWorker").getAsBoolean()
                    || response.get("fromDiskCache").getAsBoolean()
                    || response.get("url").getAsString().startsWith("data:");
            if (!kept) {
                loaded.add(response.get("url").getAsString());
            }
        }

        private int bytes() {
            return sum.get();
        }

        @Override
        public String toString() {
            return bytes() + " bytes by " + loaded;
        }
    }
}
