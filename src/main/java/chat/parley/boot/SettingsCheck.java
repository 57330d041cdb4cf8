package chat.parley.boot;

import io.quarkus.runtime.ExecutionMode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import io.smallrye.config.SmallRyeConfig;
import jakarta.annotation.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks all settings while the pod starts: when the framework has collected them and asks whether to
/// continue with unknown names, which is before anything else reads a setting, logs or listens. It runs ahead
/// of the framework's own processing, so it sees the values as they are read.
@Priority(Priorities.APPLICATION)
public final class SettingsCheck implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        // Not at build time, which reads settings, too.
        if (name.equals(SmallRyeConfig.SMALLRYE_CONFIG_MAPPING_VALIDATE_UNKNOWN)
                && ExecutionMode.current() == ExecutionMode.RUNTIME_INIT) {
            check(Given.of(context));
        }
        return context.proceed(name);
    }

    private static void check(Given given) {
        List<String> refusals = Refusals.of(given, LaunchMode.current());
        if (!refusals.isEmpty()) {
            throw new ConfigurationException(String.join("\n", refusals));
        }
    }
}
