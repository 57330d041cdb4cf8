package chat.parley.boot;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// All configured values, from whatever source, including defaults of mappings.
///
/// @param values where they are looked up
/// @param names every name with a value, of properties and of environment variables
record Given(Source values, Set<String> names) {

    /// Values by the name of a property.
    interface Source {
        @Nullable
        ConfigValue get(String name);
    }

    static Given of(ConfigSourceInterceptorContext settings) {
        Set<String> names = new HashSet<>();
        for (Iterator<String> all = settings.iterateNames(); all.hasNext(); ) {
            names.add(all.next());
        }
        return new Given(settings::proceed, names);
    }

    /// Fails for a value that refers to a missing one.
    Optional<String> value(String name) {
        ConfigValue value = values.get(name);
        if (value != null && value.hasProblems()) {
            throw new NoSuchElementException(name);
        }
        return value == null ? Optional.empty() : Optional.ofNullable(value.getValue());
    }

    /// The same, or empty if it is missing.
    String text(String name) {
        return value(name).orElse("");
    }

    /// Whether it is set and not blank.
    boolean has(String name) {
        return !text(name).isBlank();
    }

    boolean is(String name, String value) {
        return text(name).equalsIgnoreCase(value);
    }
}
