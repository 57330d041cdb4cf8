package chat.parley.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProxiesTest {
    private static final String PROXY = "10.1.2.3";

    private final Proxies nobody = new Proxies(List.of());
    private final Proxies ours = new Proxies(List.of("10.0.0.0/8", "2001:db8:1::/48", "127.0.0.1"));

    @Test
    void peerAddressCountsWithoutTrustedProxies() {
        assertEquals("198.51.100.1", nobody.client("198.51.100.1", List.of("203.0.113.9")));
        assertFalse(nobody.secure(PROXY, List.of("https")));
    }

    @Test
    void forwardedAddressFromAnUnlistedPeerIsIgnored() {
        assertEquals("198.51.100.1", ours.client("198.51.100.1", List.of("203.0.113.9")));
        assertFalse(ours.secure("198.51.100.1", List.of("https")));
    }

    @Test
    void forwardedAddressFromATrustedProxyIsUsed() {
        assertEquals("203.0.113.9", ours.client(PROXY, List.of("203.0.113.9")));
        assertEquals("2001:db8:2::9", ours.client("2001:db8:1::5", List.of("2001:db8:2::9")));
        assertTrue(ours.secure(PROXY, List.of("HTTPS")));
        assertFalse(ours.secure(PROXY, List.of("http")));
    }

    @Test
    void lastUntrustedAddressOfAChainCounts() {
        assertEquals("203.0.113.9", ours.client(PROXY, List.of("192.0.2.66, 203.0.113.9, 10.9.9.9")));
        assertEquals("203.0.113.9", ours.client(PROXY, List.of("192.0.2.66", "203.0.113.9", "10.9.9.9")));
        assertEquals("10.0.0.1", ours.client(PROXY, List.of("10.0.0.1, 10.0.0.2")), "all of them are ours");
    }

    @Test
    void portsAreNotPartOfAnAddress() {
        assertEquals("203.0.113.9", ours.client(PROXY, List.of("203.0.113.9:4711")));
        assertEquals("2001:db8:2::9", ours.client(PROXY, List.of("[2001:db8:2::9]:4711")));
    }

    @Test
    void aZoneIsNotPartOfAnAddress() {
        assertEquals("fe80::9", ours.client(PROXY, List.of("fe80::9%eth0")));
        assertEquals("fe80::9", ours.client(PROXY, List.of("[fe80::9%25eth0]:4711")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "", "localhost", "203.0.113", "203.0.113.256", "<script>"})
    void invalidAddressIsNotResolved(String nonsense) {
        assertEquals(PROXY, ours.client(PROXY, List.of(nonsense)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "::1/129"})
    void invalidListIsRefusedWithItsSetting(String nonsense) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> new Proxies(List.of(nonsense)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("parley.trusted-proxies"));
    }
}
