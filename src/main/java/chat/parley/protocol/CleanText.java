package chat.parley.protocol;

import java.text.Normalizer;

/// What people give a name to is written on one line that everybody sees: trimmed, NFC, not longer than allowed, each
/// character visible or a space within (protocol.md section 3).
///
/// Control, bidi and zero-width characters are refused, so that no name can pass for another, turn the line around or
/// be empty to the eye.
final class CleanText {

    /// In chars before normalising: no character of NFC comes from more. Normalising takes time in the square of the
    /// length, so what is longer than any name can be never gets there.
    private static final int LONGEST_CHARACTER = 8;

    /// Characters that show nothing although Unicode counts them as letters, marks or symbols.
    private static final String BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0";

    private CleanText() {}

    /// `value` cleaned, or a `bad_request` that speaks of `field`.
    ///
    /// @param most code points after normalising
    static String of(String field, String value, int most) {
        if (!Utf8.wellFormed(value)) {
            throw refused(field, "no lone surrogates", value);
        }
        String normal = normalised(value, most);
        int length = normal.codePointCount(0, normal.length());
        if (length == 0 || length > most) {
            throw refused(field, "1 to " + most + " characters", value);
        }
        if (normal.codePoints().anyMatch(CleanText::isHidden)) {
            throw refused(field, "no control, bidi or zero-width characters", value);
        }
        if (normal.codePoints().allMatch(point -> isSpace(point) || isMark(point))) {
            throw refused(field, "at least one visible character", value);
        }
        return normal;
    }

    private static Problem refused(String field, String expected, String came) {
        return Problem.badRequest(field + ": expected " + expected + ", got " + Quote.of(came));
    }

    private static String normalised(String value, int most) {
        String trimmed = trimmed(value);
        return trimmed.length() > most * LONGEST_CHARACTER
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
