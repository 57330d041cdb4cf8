package chat.parley.boot;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The forms that values have, read as the framework reads them afterwards.
final class Forms {

    private Forms() {}

    static Form whole(long least, long most) {
        return new Form(
                "a whole number from " + least + " to " + most,
                value -> number(value)
                        .filter(number -> number >= least && number <= most)
                        .isPresent());
    }

    /// As in `10s`.
    static Form time(String least, String most) {
        Duration from = DurationConverter.parseDuration(least);
        Duration to = DurationConverter.parseDuration(most);
        return new Form(
                "a time from " + least + " to " + most,
                value -> time(value)
                        .filter(time -> time.compareTo(from) >= 0 && time.compareTo(to) <= 0)
                        .isPresent());
    }

    /// As in `64K`.
    static Form size(String least, String most) {
        BigInteger from = size(least).orElseThrow();
        BigInteger to = size(most).orElseThrow();
        return new Form(
                "a size from " + least + " to " + most,
                value -> size(value)
                        .filter(size -> size.compareTo(from) >= 0 && size.compareTo(to) <= 0)
                        .isPresent());
    }

    static Form yesOrNo() {
        List<String> words = List.of("true", "false", "yes", "no", "on", "off", "y", "n", "1", "0");
        return new Form("true or false", value -> words.contains(value.strip().toLowerCase(Locale.ROOT)));
    }

    static Form oneOf(String... words) {
        String last = words[words.length - 1];
        String others = String.join(", ", List.of(words).subList(0, words.length - 1));
        return new Form(
                others.isEmpty() ? last : others + " or " + last,
                value -> List.of(words).contains(value.strip().toLowerCase(Locale.ROOT)));
    }

    static Form text() {
        return new Form("a text", value -> !value.isBlank());
    }

    /// @param expected in words
    static Form like(String expected, String pattern) {
        return new Form(expected, Pattern.compile(pattern).asMatchPredicate());
    }

    /// What can be parsed without an `IllegalArgumentException`.
    ///
    /// @param expected in words
    static Form parsed(String expected, Predicate<String> parser) {
        return new Form(expected, value -> {
            try {
                return parser.test(value.strip());
            } catch (IllegalArgumentException notOne) {
                return false;
            }
        });
    }

    /// Several, separated by commas; of those that do not fit the first is told of.
    static Form listOf(Form each) {
        return new Form(
                each.expected() + ", several separated by commas",
                value -> !value.isBlank() && items(value).stream().allMatch(each.fits()),
                value -> each.shown()
                        .apply(items(value).stream()
                                .filter(each.fits().negate())
                                .findFirst()
                                .orElse(value)));
    }

    static Form bytes(int least) {
        return new Form(
                "at least " + least + " bytes",
                value -> length(value) >= least,
                value -> length(value) + " (which are not shown)");
    }

    static Form file() {
        return parsed("a file that this process may read", Forms::readable);
    }

    static List<String> items(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    static Optional<Long> number(String value) {
        try {
            return Optional.of(Long.parseLong(value.strip()));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    static Optional<Duration> time(String value) {
        try {
            return Optional.ofNullable(new DurationConverter().convert(value));
        } catch (IllegalArgumentException | ArithmeticException notOne) {
            return Optional.empty();
        }
    }

    static Optional<BigInteger> size(String value) {
        try {
            return Optional.ofNullable(new MemorySizeConverter().convert(value)).map(MemorySize::asBigInteger);
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private static int length(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean readable(String path) {
        try {
            return Files.isReadable(Path.of(path)) && !Files.isDirectory(Path.of(path));
        } catch (InvalidPathException notOne) {
            return false;
        }
    }
}
