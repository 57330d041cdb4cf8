package chat.parley.protocol;

/// What came, as a refusal shows it: short, on one line, and safe to write whatever it was.
public final class Quote {

    private static final int SHOWN = 40;

    private Quote() {}

    /// `came` in quotation marks, cut after 40 characters.
    public static String of(String came) {
        StringBuilder quote = new StringBuilder("\"");
        came.codePoints().limit(SHOWN).forEach(point -> append(quote, point));
        return quote.append(came.codePointCount(0, came.length()) > SHOWN ? "…\"" : "\"")
                .toString();
    }

    private static void append(StringBuilder quote, int point) {
        switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> quote.append("\\u{%x}".formatted(point));
            default -> quote.appendCodePoint(point);
        }
    }
}
