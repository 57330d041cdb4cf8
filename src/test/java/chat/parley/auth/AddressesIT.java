package chat.parley.auth;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import chat.parley.kit.RawSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Limits per address, behind proxies (protocol.md section 9, `guests-per-minute`).
@Lane(Lane.PROTOCOL)
final class AddressesIT {

    @RegisterExtension
    static final IssuerCluster PODS = new IssuerCluster();

    /// What the answer to a new guest's `hello` says.
    private static String guest(Pod pod, String forwarded) {
        try (RawSocket socket = new RawSocket(pod, "X-Forwarded-For: " + forwarded)) {
            socket.says("{\"op\":\"hello\",\"ref\":\"1\"}");
            return new String(socket.frame().payload(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void limitAppliesToTheAddressSeenByATrustedProxy() {
        for (int i = 0; i < IssuerCluster.GUESTS_A_MINUTE; i++) {
            assertTrue(guest(PODS.open(), "198.51.100.7").contains("\"ok\""));
        }
        String refusal = guest(PODS.open(), "198.51.100.7");
        assertTrue(refusal.contains("rate_limited") && refusal.contains("guests-per-minute"), refusal);
        assertTrue(guest(PODS.open(), "198.51.100.8").contains("\"ok\""), "another address is another");
        assertTrue(
                guest(PODS.open(), "203.0.113.99, 198.51.100.7, 10.1.2.3").contains("rate_limited"),
                "what the client put before it is not looked at");
    }

    @Test
    void ipv6NetworkCountsAsOneAddress() {
        for (int i = 0; i < IssuerCluster.GUESTS_A_MINUTE; i++) {
            assertTrue(guest(PODS.open(), "2001:db8:7:7::" + (i + 1)).contains("\"ok\""));
        }
        for (String other : List.of("2001:db8:7:7:ffff::9", "2001:DB8:0007:7:0:0:0:1", "[2001:db8:7:7::1]:4711")) {
            String refusal = guest(PODS.open(), other);
            assertTrue(refusal.contains("rate_limited"), other + " got " + refusal);
        }
        assertTrue(guest(PODS.open(), "2001:db8:7:8::1").contains("\"ok\""), "another network is another");
    }

    @Test
    void addressCountsOnceInAnyNotation() {
        for (String one : List.of("198.51.100.17", "::ffff:198.51.100.17", "::FFFF:c633:6411")) {
            assertTrue(guest(PODS.open(), one).contains("\"ok\""), one);
        }
        assertTrue(guest(PODS.open(), "0:0:0:0:0:ffff:198.51.100.17").contains("rate_limited"));
    }

    @Test
    void untrustedProxyIsLoggedOnce() {
        for (int i = 0; i < 3; i++) {
            guest(PODS.closed(), "198.51.100.9");
            guest(PODS.open(), "10.1.2.3");
        }
        await().until(() -> PODS.closed().said().contains("parley.trusted-proxies"));
        assertEquals(
                1,
                PODS.closed()
                        .said()
                        .lines()
                        .filter(line -> line.contains("parley.trusted-proxies"))
                        .count());
        assertTrue(PODS.closed().said().contains("proxy 127.0.0.1 sends X-Forwarded-"));
        assertFalse(PODS.open().said().contains("is not in parley.trusted-proxies"), "the open one believes it");
    }

    @Test
    void forwardedAddressFromAnUntrustedProxyIsIgnored() {
        String refusal = guest(PODS.closed(), "198.51.100.9");
        assertTrue(refusal.contains("unauthenticated"), refusal);
    }
}
