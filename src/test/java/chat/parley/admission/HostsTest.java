package chat.parley.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {

    private final Hosts hosts = new Hosts(List.of(
            "chat.example", " Team.Example:8443", "tls.example:443", "192.0.2.1", "[2001:db8::1]", "[::1]:8080"));

    @ParameterizedTest
    @CsvSource({
        "chat.example, true",
        "CHAT.example, true",
        "chat.example:8080, true",
        "chat.example.:8080, false",
        "sub.chat.example, false",
        "chat.example.evil.example, false",
        "evil-chat.example, false",
        "team.example:8443, true",
        "team.example:8444, false",
        "team.example, false",
        "tls.example, true",
        "tls.example:443, true",
        "tls.example:80, false",
        "192.0.2.1:8080, true",
        "192.0.2.10, false",
        "[2001:DB8::1]:8080, true",
        "[2001:db8::1], true",
        "[2001:db8::2], false",
        "[::1]:8080, true",
        "[::1], false",
        "evil.example, false",
        "'', false"
    })
    void onlyListedHostsAreAccepted(String host, boolean allowed) {
        assertEquals(allowed, hosts.allow(host));
    }

    @Test
    void emptyListAcceptsAnyHost() {
        assertTrue(new Hosts(List.of()).allow("evil.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example",
                "chat.example/",
                "*",
                "*.example",
                ".example",
                "chat.example.",
                "chat..example",
                "-chat.example",
                "chat.example:",
                "chat.example:0",
                "chat.example:65536",
                "chat.example:https",
                "ada@chat.example",
                "a b",
                " ",
                "",
                "bücher.example",
                "[::1",
                "::1",
                "[:::1]",
                "192.0.2.256",
                "192.0.2",
                "a\nb"
            })
    void invalidListIsRefusedWithItsSettingAndValue(String nonsense) {
        var refusal = assertThrows(ConfigurationException.class, () -> new Hosts(List.of("chat.example", nonsense)));
        assertEquals(
                "parley.hosts (PARLEY_HOSTS): expected hosts such as chat.example.com or chat.example.com:8443, separated by commas, got "
                        + Excerpt.of(nonsense) + ".",
                refusal.getMessage());
    }
}
