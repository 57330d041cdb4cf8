package chat.parley.boot;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a setting's value has to be.
///
/// @param expected in words, to follow "expected"
/// @param fits whether a value is one
/// @param shown how one that is not is told of
record Form(String expected, Predicate<String> fits, UnaryOperator<String> shown) {

    private static final int LONGEST_SHOWN = 80;

    Form(String expected, Predicate<String> fits) {
        this(expected, fits, Form::quoted);
    }

    /// "expected …, got …".
    String refusal(String value) {
        return "expected " + expected + ", got " + shown.apply(value);
    }

    /// Or nothing at all, which leaves the setting out.
    Form orNothing() {
        return new Form(expected, value -> value.isBlank() || fits.test(value), shown);
    }

    /// The same for a value of which nobody may read anything.
    Form secret() {
        return new Form(expected, fits, _ -> "something else (which is not shown)");
    }

    /// On one line, and no longer than one reads.
    static String quoted(String value) {
        String line = value.replaceAll("\\p{Cntrl}", "?");
        return '"' + (line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "..." : line) + '"';
    }
}
