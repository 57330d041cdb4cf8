package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.text.Normalizer;

/// What people see of a user: trimmed, NFC, 1–40 characters, each of them visible or a space within (protocol.md
/// section 3).
/// Anything else is a `bad_request`. Not unique.
///
/// Control, bidi and zero-width characters are refused, so that no name can pass for another, turn the line around or
/// be
/// empty to the eye.
public record Name(@JsonValue String value) {

    /// In code points after normalising.
    public static final int MAX_LENGTH = 40;

    /// In chars before normalising: no character of NFC comes from more. Normalising takes time in the square of the
    /// length,
    /// so what is longer than any name can be never gets there.
    private static final int LONGEST_CHARACTER = 8;

    /// Characters that show nothing although Unicode counts them as letters, marks or symbols.
    private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    public Name {
        if (!Utf8.wellFormed(value)) {
            throw refused("no lone surrogates", value);
        }
        String normal = normalised(value);
        int length = normal.codePointCount(0, normal.length());
        if (length == 0 || length > MAX_LENGTH) {
            throw refused("1 to " + MAX_LENGTH + " characters", value);
        }
        if (normal.codePoints().anyMatch(Name::isHidden)) {
            throw refused("no control, bidi or zero-width characters", value);
        }
        if (normal.codePoints().allMatch(point -> isSpace(point) || isMark(point))) {
            throw refused("at least one visible character", value);
        }
        value = normal;
    }

    @Override
    public String toString() {
        return value;
    }

    private static Problem refused(String expected, String came) {
        return Problem.badRequest("name: expected " + expected + ", got " + Quote.of(came));
    }

    private static String normalised(String value) {
        String trimmed = trimmed(value);
        return trimmed.length() > MAX_LENGTH * LONGEST_CHARACTER
                ? trimmed
                : trimmed(Normalizer.normalize(trimmed, Normalizer.Form.NFC));
    }

    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /// Java's idea of white space leaves out the no-break spaces, which look just as empty.
    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> BLANK.indexOf(point) >= 0;
        };
    }
}
