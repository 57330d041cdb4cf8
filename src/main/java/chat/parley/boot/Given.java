package chat.parley.boot;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is set, wherever it stands, defaults of mappings included.
///
/// @param values where they are looked up
/// @param names all that somebody has given a value, of properties and of environment variables
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

    /// Fails for a value that refers to another which is not there.
    Optional<String> value(String name) {
        ConfigValue value = values.get(name);
        if (value != null && value.hasProblems()) {
            throw new NoSuchElementException(name);
        }
        return value == null ? Optional.empty() : Optional.ofNullable(value.getValue());
    }

    /// The same, and empty where it is not there.
    String text(String name) {
        return value(name).orElse("");
    }

    /// Whether it says something.
    boolean has(String name) {
        return !text(name).isBlank();
    }

    boolean says(String name, String value) {
        return text(name).equalsIgnoreCase(value);
    }
}
