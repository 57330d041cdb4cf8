package chat.parley.boot;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The list of settings matches the code that reads them.
class SettingsTest {

    private static final Map<String, Optional<String>> READ = Mappings.all();
    private static final Map<String, Setting> LISTED =
            Settings.OURS.stream().collect(toMap(Setting::name, Function.identity()));

    static Stream<Setting> listed() {
        return Settings.OURS.stream();
    }

    @Test
    void listHoldsExactlyTheSettingsThatTheCodeReads() {
        assertEquals(new TreeSet<>(READ.keySet()), new TreeSet<>(LISTED.keySet()));
    }

    @ParameterizedTest
    @MethodSource("listed")
    void everyDefaultIsValid(Setting setting) {
        READ.getOrDefault(setting.name(), Optional.empty())
                .ifPresent(standard -> assertTrue(setting.form().fits(standard), () -> setting + ", " + standard));
    }

    /// All except texts, and a list whose reader checks each entry itself.
    @Test
    void unreadableValueIsRefused() {
        assertEquals(
                List.of(
                        "parley.issuer.name",
                        "parley.issuer.audience",
                        "parley.issuer.roles",
                        "parley.issuer.client-id",
                        "parley.issuer.scopes",
                        "parley.hosts"),
                listed().filter(setting -> setting.form().fits("64Q"))
                        .map(Setting::name)
                        .toList());
    }
}
