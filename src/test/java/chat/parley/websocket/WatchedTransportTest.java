package chat.parley.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Program;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each connection is inspected once, before its first request, and nothing of that stays in the path of the
/// bytes.
final class WatchedTransportTest {
    private static final long PATIENCE_S = 10;
    private static final String PASSWORD = "of-a-test";

    @TempDir
    private Path folder;

    private final List<Http1xServerConnection> opened = new CopyOnWriteArrayList<>();
    private final Vertx vertx = new VertxBuilder()
            .findTransport(new WatchedTransport(opened::add))
            .init()
            .vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }

    @Test
    void withoutTls() throws Exception {
        assertEquals(
                "1 false", answer(new HttpServerOptions().setHttp2ClearTextEnabled(false), new HttpClientOptions()));
    }

    @Test
    void withTls() throws Exception {
        assertEquals(
                "1 false", answer(secure(), new HttpClientOptions().setSsl(true).setTrustAll(true)));
    }

    /// This is not an HTTP/1 connection; nothing of the inspection stays there either.
    @Test
    void withHttp2OverTls() throws Exception {
        HttpClientOptions client = new HttpClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setUseAlpn(true)
                .setProtocolVersion(HttpVersion.HTTP_2);
        assertEquals("0 false", answer(secure().setUseAlpn(true), client));
    }

    private HttpServerOptions secure() {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String[] command = ("-genkeypair -keyalg EC -dname CN=127.0.0.1 -alias pod -storetype PKCS12 -keystore pod.p12"
                        + " -storepass " + PASSWORD)
                .split(" ", -1);
        Program.run(keytool, folder, command);
        return new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(folder.resolve("pod.p12").toString())
                        .setPassword(PASSWORD));
    }

    /// How many connections were inspected by the time of the second request of one, and whether the
    /// inspection stays.
    private String answer(HttpServerOptions options, HttpClientOptions client) throws Exception {
        HttpServer server = vertx.createHttpServer(options).requestHandler(this::tell);
        int port = get(server.listen(0)).actualPort();
        client.setDefaultPort(port).setVerifyHost(false).setMaxPoolSize(1);
        var asking = vertx.createHttpClient(client);
        String last = "";
        for (int i = 0; i < 2; i++) {
            last = get(asking.request(HttpMethod.GET, "/")
                            .compose(request -> request.send())
                            .compose(response -> response.body()))
                    .toString();
        }
        return last;
    }

    private void tell(HttpServerRequest request) {
        boolean stays =
                ((ConnectionBase) request.connection()).channel().pipeline().get(FirstReadHandler.class) != null;
        request.response().end(Buffer.buffer(opened.size() + " " + stays));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
    }
}
