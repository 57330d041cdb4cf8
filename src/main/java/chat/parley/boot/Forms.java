package chat.parley.boot;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The formats of values.
final class Forms {

    private Forms() {}

    record Whole(long least, long most) implements Form {
        @Override
        public String expected() {
            return "a whole number from " + least + " to " + most;
        }

        @Override
        public boolean fits(String value) {
            OptionalLong number = Values.number(value);
            return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most;
        }
    }

    /// As in `10s`.
    record Time(String least, String most) implements Form {
        @Override
        public String expected() {
            return "a time from " + least + " to " + most;
        }

        @Override
        public boolean fits(String value) {
            return Values.within(Values.time(value), Values.time(least), Values.time(most));
        }
    }

    /// As in `64K`.
    record Size(String least, String most) implements Form {
        @Override
        public String expected() {
            return "a size from " + least + " to " + most;
        }

        @Override
        public boolean fits(String value) {
            return Values.within(Values.size(value), Values.size(least), Values.size(most));
        }
    }

    /// In upper or lower case.
    record OneOf(List<String> words) implements Form {
        @Override
        public String expected() {
            String others = String.join(", ", words.subList(0, words.size() - 1));
            return others.isEmpty() ? words.getLast() : others + " or " + words.getLast();
        }

        @Override
        public boolean fits(String value) {
            return words.contains(value.strip().toLowerCase(Locale.ROOT));
        }
    }

    /// The framework would treat anything else as false.
    record YesOrNo() implements Form {
        private static final List<String> WORDS =
                List.of("true", "false", "yes", "no", "on", "off", "y", "n", "1", "0");

        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public boolean fits(String value) {
            return WORDS.contains(value.strip().toLowerCase(Locale.ROOT));
        }
    }

    record Text() implements Form {
        @Override
        public String expected() {
            return "a text";
        }

        @Override
        public boolean fits(String value) {
            return !value.isBlank();
        }
    }

    /// What keys and channels begin with ([chat.parley.store.KeyPrefix]).
    record Prefix() implements Form {
        private static final Pattern WORD = Pattern.compile("[a-z0-9-]{1,32}");

        @Override
        public String expected() {
            return "1 to 32 of the characters a-z, 0-9 and -";
        }

        @Override
        public boolean fits(String value) {
            return WORD.matcher(value).matches();
        }
    }

    /// Several, separated by commas; the first invalid one is shown.
    record ListOf(Form each) implements Form {
        @Override
        public String expected() {
            return each.expected() + ", several separated by commas";
        }

        @Override
        public boolean fits(String value) {
            return !value.isBlank() && wrong(value).isEmpty();
        }

        @Override
        public String shown(String value) {
            return each.shown(wrong(value).orElse(value));
        }

        private Optional<String> wrong(String value) {
            for (String item : Values.items(value)) {
                if (!each.fits(item)) {
                    return Optional.of(item);
                }
            }
            return Optional.empty();
        }
    }

    /// Of this format, or blank, which leaves the setting unset.
    record OrNothing(Form form) implements Form {
        @Override
        public String expected() {
            return form.expected();
        }

        @Override
        public boolean fits(String value) {
            return value.isBlank() || form.fits(value);
        }

        @Override
        public String shown(String value) {
            return form.shown(value);
        }
    }

    /// Bytes of a secret.
    record Bytes(int least) implements Form {
        @Override
        public String expected() {
            return "at least " + least + " bytes";
        }

        @Override
        public boolean fits(String value) {
            return length(value) >= least;
        }

        @Override
        public String shown(String value) {
            return length(value) + " (which are not shown)";
        }

        private static int length(String value) {
            return value.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /// The first key ([chat.parley.identity.Keys]).
    record AdminKey() implements Form {
        private static final Pattern KEY = Pattern.compile("parley_admin\\.[A-Za-z0-9._~+/=-]{32,512}");

        @Override
        public String expected() {
            return "parley_admin. and 32 to 512 random bytes as letters, digits or any of -._~+/=";
        }

        @Override
        public boolean fits(String value) {
            return KEY.matcher(value).matches();
        }

        @Override
        public String shown(String value) {
            return "another text of " + value.length() + " characters (which are not shown)";
        }
    }

    record ReadableFile() implements Form {
        @Override
        public String expected() {
            return "a file that this process may read";
        }

        @Override
        public boolean fits(String value) {
            try {
                Path file = Path.of(value.strip());
                return Files.isReadable(file) && !Files.isDirectory(file);
            } catch (InvalidPathException notAPath) {
                return false;
            }
        }
    }
}
