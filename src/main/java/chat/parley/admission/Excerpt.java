package chat.parley.admission;

import org.jspecify.annotations.Nullable;

/// What a client sent, as it may stand in a refusal and in the log: in quotes, with an end, and printable ASCII only,
/// so that it begins no new line and moves no terminal.
public final class Excerpt {

    private static final int LONGEST = 100;
    private static final int QUOTES = 5;

    private Excerpt() {}

    public static String of(@Nullable String text) {
        if (text == null) {
            return "none";
        }
        int length = Math.min(text.length(), LONGEST);
        StringBuilder excerpt = new StringBuilder(length + QUOTES).append('"');
        for (int i = 0; i < length; i++) {
            excerpt.append(printable(text.charAt(i)));
        }
        return excerpt.append(text.length() > LONGEST ? "...\"" : "\"").toString();
    }

    private static char printable(char character) {
        return character < ' ' || character > '~' || character == '"' || character == '\\' ? '?' : character;
    }
}
