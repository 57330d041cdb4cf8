package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs `src/test/resources/client/*.test.js`, the tests of the client, and `browser/*.test.js`, those of the
/// page's `state/`, in a real browser: each function that such a module exports is a test.
// Not in parallel with another browser test: each unpacks the same driver.
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
final class ModulesTest {
    private static final Map<String, byte[]> FILES = new TreeMap<>();
    private static Chromium chromium;
    private static Browser browser;
    private static HttpServer server;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.here();
        browser = chromium.launch();
        ClassLoader loader = ModulesTest.class.getClassLoader();
        for (String folder : List.of("page", "browser", "client")) {
            Sources.below(folder, loader).forEach((path, bytes) -> FILES.put("/" + folder + "/" + path, bytes));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ModulesTest::answer);
        server.start();
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.stop(0);
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @TestFactory
    Stream<DynamicNode> modules() {
        return FILES.keySet().stream().filter(path -> path.endsWith(".test.js")).map(this::module);
    }

    private DynamicNode module(String path) {
        Page page = browser.newPage();
        page.navigate("http://localhost:" + server.getAddress().getPort() + "/browser/run.html");
        var names = (Collection<?>) page.evaluate("async (path) => Object.keys(await import(path))", path);
        return dynamicContainer(
                path, names.stream().map(name -> dynamicTest(name.toString(), () -> run(page, path, name.toString()))));
    }

    private static void run(Page page, String path, String name) {
        Object outcome = page.evaluate("""
                async ([path, name]) => {
                    const module = await import(path);
                    try {
                        await module[name]();
                        return 'passed';
                    } catch (failure) {
                        return failure.stack;
                    }
                }""", List.of(path, name));
        assertEquals("passed", outcome);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] bytes = FILES.get(path);
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", MediaType.of(path).header());
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
