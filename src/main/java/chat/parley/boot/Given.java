package chat.parley.boot;

import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is set, wherever it stands, defaults of mappings included.
///
/// @param values by the name of a property
/// @param names all that somebody has given a value, of properties and of environment variables
record Given(Function<String, Optional<String>> values, Set<String> names) {

    static Given of(ConfigSourceInterceptorContext settings) {
        Set<String> names = new HashSet<>();
        settings.iterateNames().forEachRemaining(names::add);
        return new Given(name -> text(settings.proceed(name)), Set.copyOf(names));
    }

    /// Fails for a value that refers to another which is not there.
    static Optional<String> text(@Nullable ConfigValue given) {
        if (given != null && given.hasProblems()) {
            throw new NoSuchElementException(given.getName());
        }
        return Optional.ofNullable(given).map(ConfigValue::getValue);
    }

    Optional<String> value(String name) {
        return values.apply(name);
    }

    /// Whether it says something.
    boolean has(String name) {
        return value(name).filter(value -> !value.isBlank()).isPresent();
    }

    boolean says(String name, String value) {
        return value(name).filter(value::equalsIgnoreCase).isPresent();
    }

    Optional<Duration> time(String name) {
        return value(name).flatMap(Forms::time);
    }

    Optional<BigInteger> size(String name) {
        return value(name).flatMap(Forms::size);
    }
}
