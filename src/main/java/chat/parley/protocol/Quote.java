package chat.parley.protocol;

/// Client input as shown in a refusal: short, on one line, and safe to print.
public final class Quote {

    private static final int SHOWN = 40;

    private Quote() {}

    /// `received` in quotation marks, cut after 40 characters.
    public static String of(String received) {
        StringBuilder quote = new StringBuilder("\"");
        received.codePoints().limit(SHOWN).forEach(point -> append(quote, point));
        return quote.append(received.codePointCount(0, received.length()) > SHOWN ? "…\"" : "\"")
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
