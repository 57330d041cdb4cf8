package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeysGetTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final KeysGet get = new KeysGet(new IssuerMeters(meters));
    private final HttpServer issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    KeysGetTest() throws IOException {
        get.setRetries(0);
        issuer.start();
    }

    @AfterEach
    void close() {
        issuer.stop(0);
    }

    private String answers(int status, String body) {
        issuer.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        return "http://127.0.0.1:" + issuer.getAddress().getPort() + "/";
    }

    private double fetches(String outcome) {
        return meters.counter("parley.issuer.fetches", "outcome", outcome).count();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    @Test
    void keysThatCameAreCountedAndGrowOld() throws IOException, JoseException {
        String keys = new JsonWebKeySet(
                        EcJwkGenerator.generateJwk(EllipticCurves.P256),
                        EcJwkGenerator.generateJwk(EllipticCurves.P256))
                .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        assertEquals(Double.NaN, gauge("parley.issuer.keys.age.seconds"));
        get.get(answers(200, keys));
        assertEquals(1, fetches("ok"));
        assertEquals(0, fetches("failed"));
        assertEquals(2, gauge("parley.issuer.keys"));
        double age = gauge("parley.issuer.keys.age.seconds");
        assertTrue(age > 0 && age < 60, () -> "age " + age);
    }

    @Test
    void anIssuerThatFailsIsCounted() {
        String address = answers(500, "");
        assertThrows(IOException.class, () -> get.get(address));
        assertEquals(1, fetches("failed"));
        assertEquals(0, gauge("parley.issuer.keys"));
    }

    @Test
    void anAnswerWithoutKeysIsAFailure() throws IOException {
        assertEquals("<html>", get.get(answers(200, "<html>")).getBody(), "who asked has to see it");
        assertEquals(1, fetches("failed"));
        assertEquals(0, fetches("ok"));
    }
}
