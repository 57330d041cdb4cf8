package chat.parley.protocol;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// Names, titles and ids as they are searched: without regard to case and to how characters are composed.
/// White space and hyphens are one space each, because they part words. Decomposed, so that a Korean syllable
/// is found while it is being typed.
public final class FoldedText {

    private FoldedText() {}

    /// The folded text from each of its words on, so that a prefix of one of these is a prefix of a word, and
    /// may go on over the next.
    public static List<String> starts(String text) {
        String folded = folded(text).strip();
        SequencedSet<String> starts = new LinkedHashSet<>();
        for (int at = 0; at >= 0 && !folded.isEmpty(); ) {
            starts.add(folded.substring(at));
            int space = folded.indexOf(' ', at);
            at = space < 0 ? -1 : space + 1;
        }
        return List.copyOf(starts);
    }

    /// What is indexed of a text: the same, with a space behind the last word, which may be complete in a query.
    public static List<String> indexed(String text) {
        return starts(text).stream().map(start -> start + " ").toList();
    }

    /// A query: a space at its end counts, since the word before it is complete.
    static String query(String text) {
        return folded(text).stripLeading();
    }

    /// Where the first word begins; the end if there is none.
    static int firstWord(String text) {
        int at = 0;
        while (at < text.length() && parts(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static String folded(String text) {
        String upper = Normalizer.normalize(text, Normalizer.Form.NFD).toUpperCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder(upper.length());
        upper.codePoints().map(Character::toLowerCase).forEach(point -> {
            if (!parts(point)) {
                folded.appendCodePoint(point);
            } else if (folded.isEmpty() || folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        return Normalizer.normalize(folded, Normalizer.Form.NFD);
    }

    private static boolean parts(int point) {
        return point == '-' || Glyphs.isSpace(point) || Glyphs.isControl(point) || Character.isWhitespace(point);
    }
}
