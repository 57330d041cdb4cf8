package chat.parley.boot;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Parses values as the framework does later; empty for those that it cannot parse.
final class Values {

    private static final DurationConverter TIMES = new DurationConverter();
    private static final MemorySizeConverter SIZES = new MemorySizeConverter();

    private Values() {}

    static OptionalLong number(String value) {
        try {
            return OptionalLong.of(Long.parseLong(value.strip()));
        } catch (NumberFormatException unparsable) {
            return OptionalLong.empty();
        }
    }

    static Optional<Duration> time(String value) {
        try {
            return Optional.ofNullable(TIMES.convert(value));
        } catch (IllegalArgumentException | ArithmeticException unparsable) {
            return Optional.empty();
        }
    }

    static Optional<BigInteger> size(String value) {
        try {
            MemorySize size = SIZES.convert(value);
            return size == null ? Optional.empty() : Optional.of(size.asBigInteger());
        } catch (IllegalArgumentException unparsable) {
            return Optional.empty();
        }
    }

    /// The items between commas.
    static List<String> items(String value) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    static <T extends Comparable<T>> boolean within(Optional<T> value, Optional<T> least, Optional<T> most) {
        return value.isPresent()
                && value.get().compareTo(least.orElseThrow()) >= 0
                && value.get().compareTo(most.orElseThrow()) <= 0;
    }
}
