package chat.parley.admission;

import org.jspecify.annotations.Nullable;

/// Client input in a form that is safe in refusals and logs: quoted, truncated, and printable ASCII only, so
/// that it starts no new line and controls no terminal.
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
