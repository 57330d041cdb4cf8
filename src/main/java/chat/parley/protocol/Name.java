package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// A user's display name: trimmed, NFC, 1–40 characters, each of them visible, part of an emoji or an inner
/// space (protocol.md section 3). Anything else is a `bad_request`. Not unique.
public record Name(@JsonValue String value) {

    /// In code points after normalising.
    public static final int MAX_LENGTH = 40;

    public Name {
        value = CleanText.of("name", value, MAX_LENGTH);
    }

    /// A name from the store or a token, normalised: it was valid by the rules of its time.
    static String kept(String value) {
        return CleanText.kept("name", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
