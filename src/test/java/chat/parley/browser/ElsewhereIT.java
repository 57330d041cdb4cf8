package chat.parley.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The page's files on another server, which knows nothing of Parley: one `<meta>` tag says where the API is.
@Lane(Lane.PAGES)
final class ElsewhereIT {
    @RegisterExtension
    static final BrowserFixture FIXTURE = new BrowserFixture();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Test
    void pageOfAnotherOriginConnectsOnlyWhereItIsListed() throws IOException {
        HttpServer files = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String origin = "http://127.0.0.1:" + files.getAddress().getPort();
        Pod open = FIXTURE.another("parley.origins=" + origin);
        files.createContext("/", exchange -> serve(exchange, open));
        files.start();
        try {
            Visitor ada = FIXTURE.visitor(origin + "/", Visitor.DESK);
            Visitor grace = FIXTURE.visitor(FIXTURE.there());
            String room = PodCluster.room();
            ada.joins(room);
            grace.joins(room);
            ada.says("From far away");
            grace.hears("From far away");
            assertEquals(200, status(ada.page(), open));
            assertEquals("TypeError", status(ada.page(), FIXTURE.here()));
            ada.complainsOf("CORS");
        } finally {
            files.stop(0);
        }
    }

    /// The status that a script on the page gets from a pod's API, with its token.
    private static Object status(Page page, Pod pod) {
        return page.evaluate("""
                (api) => fetch(api + '/api/rooms', { headers: { Authorization: 'Bearer ' + localStorage.getItem('parley.token') } })
                    .then(({ status }) => status, ({ name }) => name)""", "http://127.0.0.1:" + pod.port());
    }

    /// A server for the pod's files, identical except for that one tag.
    private static void serve(HttpExchange exchange, Pod pod) throws IOException {
        String address = "http://127.0.0.1:" + pod.port();
        try (exchange) {
            HttpResponse<byte[]> file = HTTP.send(
                    HttpRequest.newBuilder(URI.create(address + exchange.getRequestURI()))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            byte[] bytes = exchange.getRequestURI().getPath().equals("/")
                    ? new String(file.body(), UTF_8)
                            .replace(
                                    "name=\"parley-api\" content=\"\"",
                                    "name=\"parley-api\" content=\"" + address + "\"")
                            .getBytes(UTF_8)
                    : file.body();
            file.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(file.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
