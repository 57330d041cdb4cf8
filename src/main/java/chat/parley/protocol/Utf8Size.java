package chat.parley.protocol;

/// Measures text in UTF-8. Sizes in the protocol are bytes of UTF-8 (protocol.md section 2).
public final class Utf8Size {

    private Utf8Size() {}

    /// The bytes of UTF-8 that `text` takes; a lone surrogate counts 3.
    static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                // A surrogate pair takes 4 bytes for its 2 chars, any other char from 0x800 on takes 3.
                bytes += c < 0x800 || startsPair(text, i) || endsPair(text, i) ? 1 : 2;
            }
        }
        return bytes;
    }

    /// Whether `text` has no lone surrogate, and so can be written as UTF-8.
    public static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i)) && !startsPair(text, i) && !endsPair(text, i)) {
                return false;
            }
        }
        return true;
    }

    /// The longest prefix of `text` that takes at most `maxBytes` and splits no character.
    static String cut(String text, int maxBytes) {
        int bytes = 0;
        for (int i = 0, next; i < text.length(); i = next) {
            next = i + (startsPair(text, i) ? 2 : 1);
            bytes += length(text.substring(i, next));
            if (bytes > maxBytes) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static boolean startsPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }

    private static boolean endsPair(String text, int at) {
        return at > 0 && Character.isLowSurrogate(text.charAt(at)) && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
