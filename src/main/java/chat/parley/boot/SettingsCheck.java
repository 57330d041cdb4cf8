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

/// Looks through all settings while the pod is starting: when the framework has them together and asks whether it may
/// go
/// on with names that it does not know, which is before anything else reads one, logs or listens. Stands before all
/// that
/// the framework does with values, so it sees them as they are read.
@Priority(Priorities.APPLICATION)
public final class SettingsCheck implements ConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        // Not while the application is built, which reads settings, too.
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
