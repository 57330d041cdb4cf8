package chat.parley.page;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The system's own Chromium, driven by a test. Without it the tests that need it are skipped, and one line
/// says so; in CI (`CI=true`) they fail.
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<String> PLACES = List.of("/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome");
    private static final List<String> APPLICATIONS = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");

    /// What a test needs nothing of: Playwright's own list, which a later one replaces, and the pages of the browser's
    /// own that each new window loads for its address bar. They cost 1.5 s of CPU each time.
    private static final String WITHOUT = String.join(
            ",",
            "AvoidUnnecessaryBeforeUnloadCheckSync",
            "BlockOriginHeaderModificationOnRedirect",
            "BoundaryEventDispatchTracksNodeRemoval",
            "DestroyProfileOnBrowserClose",
            "DialMediaRouteProvider",
            "GlobalMediaControls",
            "HttpsUpgrades",
            "LensOverlay",
            "MediaRouter",
            "OptimizationHints",
            "PaintHolding",
            "ThirdPartyStoragePartitioning",
            "Translate",
            "WebUIOmniboxAimPopup",
            "WebUIOmniboxPopup");

    /// Root may not use the sandbox, and no traffic of a test may leave this machine.
    public static final List<String> ARGUMENTS = List.of(
            "--disable-features=" + WITHOUT,
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private static final Map<String, String> DRIVER_ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

    private final Playwright playwright;
    private final Path executable;

    private Chromium(Path executable) {
        this.executable = executable;
        unpackDriver();
        this.playwright = Playwright.create(new Playwright.CreateOptions().setEnv(DRIVER_ENVIRONMENT));
    }

    /// Waits until the driver's program, which is unpacked when it is first used, can be run: a process that another
    /// test starts just then holds the file open until it runs its own program (`ETXTBSY` in execve(2)).
    private static void unpackDriver() {
        String program = Driver.ensureDriverInstalled(DRIVER_ENVIRONMENT, false)
                .createProcessBuilder()
                .command()
                .getFirst();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> runs(program, "--version"));
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /// The driver; skips the test if there is no browser.
    public static Chromium here() {
        return find().map(Chromium::new).orElseGet(Chromium::missing);
    }

    /// A browser with a fresh profile, and with these arguments besides the usual ones.
    public Browser launch(String... more) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(Stream.concat(ARGUMENTS.stream(), Stream.of(more))
                                .toList()));
    }

    /// For what needs more than a plain browser, such as a persistent profile.
    public BrowserType type() {
        return playwright.chromium();
    }

    public Path executable() {
        return executable;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> find() {
        return Stream.concat(
                        PLACES.stream().flatMap(place -> NAMES.stream().map(name -> place + "/" + name)),
                        APPLICATIONS.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Chromium missing() {
        String why =
                "Expected Chromium or Chrome at one of the usual places, for example /usr/bin/chromium; found none";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            return fail(why);
        }
        System.err.println("Skipped: " + why);
        return abort(why);
    }
}
