package chat.parley.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/// The emoji that Unicode recommends for interchange (RGI, UTS #51), as listed in `/emoji/rgi.txt`. ICU4J has
/// them too, but for this one property it would add 14 MB to a package of 30 and its data files to the native
/// image; the list is 49 KB, is read once, and changes with a file once a year.
final class EmojiTable {

    private static final String LIST = "/emoji/rgi.txt";
    private static final char TEXT_STYLE = '\ufe0e';
    private static final char EMOJI_STYLE = '\ufe0f';
    private static final char JOINER = '\u200d';

    private static final String[] RGI = read();
    private static final String[] BARE =
            Arrays.stream(RGI).map(EmojiTable::bare).toArray(String[]::new);
    /// The length of the longest, with a selector after each of its characters.
    private static final int LONGEST = Arrays.stream(BARE)
            .mapToInt(emoji -> emoji.length() + emoji.codePointCount(0, emoji.length()))
            .max()
            .orElseThrow();

    /// The first code points of all of them.
    private static final int[] BEGINNINGS = Arrays.stream(BARE)
            .mapToInt(emoji -> emoji.codePointAt(0))
            .sorted()
            .distinct()
            .toArray();

    private EmojiTable() {}

    /// `text` as RGI writes it, if it is one of them apart from variation selectors.
    static Optional<String> find(String text) {
        int at = Arrays.binarySearch(BARE, bare(text));
        return at < 0 ? Optional.empty() : Optional.of(RGI[at]);
    }

    /// Where the longest emoji that begins at `start` ends; `start` itself if there is none.
    static int endOf(String text, int start) {
        if (Arrays.binarySearch(BEGINNINGS, text.codePointAt(start)) < 0) {
            return start;
        }
        for (int end = Math.min(text.length(), start + LONGEST); end > start; end--) {
            if (find(text.substring(start, end)).isPresent()) {
                return end;
            }
        }
        return start;
    }

    /// Whether it has parts that are invisible by themselves.
    static boolean isComposed(String emoji) {
        return emoji.chars().anyMatch(character -> isSelector((char) character) || character == JOINER);
    }

    private static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        text.chars()
                .filter(character -> !isSelector((char) character))
                .forEach(character -> bare.append((char) character));
        return bare.toString();
    }

    private static boolean isSelector(char character) {
        return character == TEXT_STYLE || character == EMOJI_STYLE;
    }

    private static String[] read() {
        try (InputStream in = EmojiTable.class.getResourceAsStream(LIST)) {
            if (in == null) {
                throw new IllegalStateException("expected the list " + LIST + " in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .sorted(Comparator.comparing(EmojiTable::bare))
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
