package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeySetRequestTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    KeySetRequestTest() throws IOException {
        issuer.start();
    }

    @AfterEach
    void close() {
        issuer.stop(0);
        result(vertx.close());
    }

    private Future<List<JsonWebKey>> answered(int status, String body) {
        issuer.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return asked(issuer.getAddress().getPort());
    }

    private Future<List<JsonWebKey>> asked(int port) {
        return new KeySetRequest(vertx, URI.create("http://127.0.0.1:" + port + "/keys"), DEADLINE).get();
    }

    private static String failure(Future<List<JsonWebKey>> keys) {
        AssertionError failed = assertThrows(AssertionError.class, () -> result(keys));
        return String.valueOf(Objects.requireNonNull(failed.getCause()).getMessage());
    }

    private static String keys(int count) throws JoseException {
        JsonWebKeySet set = new JsonWebKeySet();
        for (int i = 0; i < count; i++) {
            set.addJsonWebKey(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        }
        return set.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    @Test
    void keysAreFetched() throws JoseException {
        assertEquals(2, result(answered(200, keys(2))).size());
    }

    @Test
    void keyOfAnUnknownTypeIsIgnored() throws JoseException {
        String both = keys(1).replace("[", "[{\"kty\":\"PQC\",\"kid\":\"later\"},");
        assertEquals(1, result(answered(200, both)).size());
    }

    @Test
    void invalidKeySetFails() throws JoseException {
        assertTrue(failure(answered(200, "<html>")).contains("RFC 7517"));
        issuer.removeContext("/");
        assertTrue(failure(answered(200, "{\"keys\":[]}")).contains("empty set"));
        issuer.removeContext("/");
        assertTrue(failure(answered(404, keys(1))).contains("404"));
    }

    @Test
    void oversizedKeySetIsNotRead() throws JoseException {
        String much = keys(1).replace("{\"keys\"", "{" + " ".repeat(KeySetRequest.MOST_BYTES) + "\"keys\"");
        failure(answered(200, much));
        issuer.removeContext("/");
        String most = keys(1);
        assertEquals(
                1,
                result(answered(200, most + " ".repeat(KeySetRequest.MOST_BYTES - most.length())))
                        .size());
    }

    @Test
    void hangingIssuerTimesOut() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertTrue(failure(asked(mute.getLocalPort())).contains("parley.issuer.deadline"));
        }
    }

    @Test
    void drippingIssuerTimesOut() {
        issuer.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
        });
        assertTrue(failure(asked(issuer.getAddress().getPort())).contains("parley.issuer.deadline"));
    }
}
