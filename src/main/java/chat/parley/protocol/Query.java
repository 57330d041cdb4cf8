package chat.parley.protocol;

import java.util.function.Predicate;

/// What is searched for among names, titles or ids: the beginning of a word, which may go on over the next
/// (protocol.md section 4). Only as much of it counts as any of these could have.
public record Query(String value) {

    /// In chars, before normalising, which takes quadratic time.
    private static final int MAX_LENGTH = 8 * Title.MAX_LENGTH;

    /// As it is searched; empty if it has no word.
    public String folded() {
        int from = FoldedText.firstWord(value);
        return FoldedText.query(value.substring(from, Math.min(value.length(), from + MAX_LENGTH)));
    }

    /// Whether a word of the text begins with it.
    public boolean finds(String text) {
        return finder().test(text);
    }

    /// The same for many texts.
    public Predicate<String> finder() {
        String folded = folded();
        return text ->
                folded.isEmpty() || FoldedText.indexed(text).stream().anyMatch(start -> start.startsWith(folded));
    }
}
