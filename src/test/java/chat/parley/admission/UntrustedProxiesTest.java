package chat.parley.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.limits.Proxies;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With a clock that the test advances.
final class UntrustedProxiesTest {

    private final List<Runnable> inAMinute = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final UntrustedProxies untrusted =
            new UntrustedProxies(new Proxies(Optional.of(List.of("10.9.0.0/16"))), inAMinute::add, warnings::add);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "10.0.0.7",
                "192.168.1.1",
                "127.0.0.1",
                "0:0:0:0:0:0:0:1",
                "fd00::7",
                "2001:db8::7"
            })
    void eachAddressIsLoggedOnceEvenIfPrivate(String peer) {
        untrusted.look(peer, forwarded("X-Forwarded-For"));
        untrusted.look(peer, forwarded("X-Forwarded-Proto"));
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().startsWith("proxy " + peer + " sends X-Forwarded-For "), warnings.getFirst());
        assertTrue(warnings.getFirst().contains("parley.trusted-proxies"), warnings.getFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x-forwarded-proto",
                "Forwarded",
                "X-Forwarded-Host",
                "X-Forwarded-Port",
                "X-Real-IP"
            })
    void everyForwardingHeaderIsDetected(String header) {
        untrusted.look("10.0.0.7", forwarded(header));
        assertEquals(1, warnings.size());
    }

    @Test
    void trustedProxiesAndDirectClientsAreNotLogged() {
        untrusted.look("10.9.0.7", forwarded("X-Forwarded-For"));
        untrusted.look("10.0.0.7", MultiMap.caseInsensitiveMultiMap().add("Host", "chat.example"));
        untrusted.look(null, forwarded("X-Forwarded-For"));
        assertEquals(List.of(), warnings);
    }

    @Test
    void manyAddressesFillNeitherMemoryNorLog() {
        IntStream.range(0, 100).forEach(i -> untrusted.look("198.51.100." + i, forwarded("Forwarded")));
        assertEquals(100, warnings.size());
        IntStream.range(0, 5_000).forEach(i -> untrusted.look("2001:db8::" + i, forwarded("Forwarded")));
        assertEquals(101, warnings.size());
        inAMinute.removeFirst().run();
        assertEquals(102, warnings.size());
        assertTrue(warnings.getLast().contains("2001:db8::4999"), warnings.getLast());
        assertTrue(warnings.getLast().contains("times=4999"), warnings.getLast());
    }

    private static MultiMap forwarded(String header) {
        return MultiMap.caseInsensitiveMultiMap().add(header, "192.0.2.1");
    }
}
