package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The page as an app: what Chromium requires before a user can install it, and what opens offline.
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class InstallTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it before each test.
    private URI address;

    @TempDir
    private Path profile;

    private Chromium chromium;
    private BrowserContext browser;
    private Page page;

    @BeforeEach
    void open() {
        chromium = Chromium.here();
        browser = chromium.type()
                .launchPersistentContext(
                        profile,
                        new BrowserType.LaunchPersistentContextOptions()
                                .setExecutablePath(chromium.executable())
                                .setArgs(Chromium.ARGUMENTS));
        page = browser.newPage();
        page.setDefaultTimeout(15_000);
    }

    @AfterEach
    void close() {
        browser.close();
        chromium.close();
    }

    @Test
    void chromiumReportsNoObstacleToInstallation() {
        page.navigate(address.toString());
        waitForTheWorker();
        CDPSession tools = browser.newCDPSession(page);
        JsonObject found = tools.send("Page.getInstallabilityErrors");
        assertEquals(new JsonArray(), found.getAsJsonArray("installabilityErrors"));
        assertEquals(new JsonArray(), tools.send("Page.getAppManifest").getAsJsonArray("errors"));
    }

    @Test
    void shellOpensOffline() {
        page.navigate(address.toString());
        waitForTheWorker();
        browser.setOffline(true);
        page.reload();
        page.waitForSelector("#rooms");
        assertEquals("Parley", page.locator("h1").textContent());
        assertEquals("Loading rooms…", page.locator("#room-total").textContent());
    }

    @Test
    void pageViolatesNoContentSecurityPolicy() {
        List<String> complaints = new CopyOnWriteArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("WebSocket")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(address.toString());
        page.waitForSelector("#rooms");
        waitForTheWorker();
        assertEquals(List.of(), complaints);
    }

    private void waitForTheWorker() {
        page.evaluate("""
                () => Promise.race([
                    navigator.serviceWorker.ready.then(() => 'there'),
                    new Promise((_, reject) => setTimeout(() => reject(new Error('no worker within 15 s')), 15000)),
                ])""");
    }
}
