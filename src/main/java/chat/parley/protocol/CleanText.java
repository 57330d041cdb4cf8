package chat.parley.protocol;

import java.text.Normalizer;

/// Cleans names and titles, which everyone sees on a single line: trimmed, NFC, not longer than allowed, each
/// character visible or an inner space (protocol.md section 3).
///
/// Control, bidi, zero-width and other invisible characters are refused, and so are stacks of combining
/// marks, so that no name can pass for another, reverse the line, cover the lines beside it or look empty.
/// Emoji are allowed: the selectors and joiners inside an emoji are kept as RGI writes them ([EmojiTable]),
/// and nowhere else.
final class CleanText {

    /// In chars before normalising: no character of NFC comes from more. Normalising takes quadratic time, so
    /// text that is too long in any case is not normalised.
    private static final int LONGEST_CHARACTER = 8;

    /// Per character after normalising: no living script needs more.
    private static final int MOST_MARKS = 4;

    private CleanText() {}

    /// `value` cleaned, or a `bad_request` that names `field`.
    ///
    /// @param most code points after normalising
    static String of(String field, String value, int most) {
        String normal = normalisedInLength(field, value, most);
        String clean = withEmoji(field, normal, value);
        requireLength(field, clean, value, most);
        if (clean.codePoints().allMatch(point -> Glyphs.isSpace(point) || Glyphs.isMark(point))) {
            throw refused(field, "at least one visible character", value);
        }
        requireFewMarks(field, clean, value);
        return clean;
    }

    /// For a name from the store or a token, which was valid by the rules of its time: refused only if it
    /// could break a line.
    static String kept(String field, String value, int most) {
        String normal = normalisedInLength(field, value, most);
        if (normal.codePoints().anyMatch(point -> Glyphs.isControl(point) && !isPartOfEmoji(point))) {
            throw hidden(field, value);
        }
        return normal;
    }

    private static boolean isPartOfEmoji(int point) {
        return point == 0x200D || (point >= 0xE0020 && point <= 0xE007F);
    }

    private static String normalisedInLength(String field, String value, int most) {
        if (!Utf8Size.wellFormed(value)) {
            throw refused(field, "no lone surrogates", value);
        }
        String normal = normalised(value, most);
        requireLength(field, normal, value, most);
        return normal;
    }

    private static void requireLength(String field, String text, String received, int most) {
        int length = text.codePointCount(0, text.length());
        if (length == 0 || length > most) {
            throw refused(field, "1 to " + most + " characters", received);
        }
    }

    private static String withEmoji(String field, String text, String received) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int at = 0, next; at < text.length(); at = next) {
            next = EmojiTable.endOf(text, at);
            if (next > at) {
                String emoji = text.substring(at, next);
                clean.append(
                        EmojiTable.isComposed(emoji) ? EmojiTable.find(emoji).orElse(emoji) : emoji);
            } else {
                int point = text.codePointAt(at);
                if (Glyphs.isHidden(point)) {
                    throw hidden(field, received);
                }
                clean.appendCodePoint(point);
                next = at + Character.charCount(point);
            }
        }
        return clean.toString();
    }

    private static void requireFewMarks(String field, String text, String received) {
        int marks = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            marks = Glyphs.isMark(text.codePointAt(at)) ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                throw refused(field, "at most " + MOST_MARKS + " combining marks in a row", received);
            }
        }
    }

    private static Problem hidden(String field, String received) {
        return refused(field, "no control, bidi or zero-width characters", received);
    }

    private static Problem refused(String field, String expected, String received) {
        return Problem.badRequest(field + ": expected " + expected + ", got " + Quote.of(received));
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
        while (start < end && Glyphs.isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && Glyphs.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
