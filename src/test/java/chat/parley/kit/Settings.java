package chat.parley.kit;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/// Settings as the application reads them, with their own defaults.
public final class Settings {
    private Settings() {}

    /// The settings of one mapping.
    /// @param given `name=value`
    public static <T> T of(Class<T> mapping, String... given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String one : given) {
            values.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withSources(new PropertiesConfigSource(values, "test", 1_000))
                .build()
                .getConfigMapping(mapping);
    }
}
