package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;

/// What people see of a user: trimmed, NFC, 1–40 characters, each of them visible, part of an emoji or a space
/// within (protocol.md section 3). Anything else is a `bad_request`. Not unique.
public record Name(@JsonValue String value) {

    /// In code points after normalising.
    public static final int MAX_LENGTH = 40;

    public Name {
        value = CleanText.of("name", value, MAX_LENGTH);
    }

    /// A name that stands in the store or in a token, normalised: it was one by the rules of its time.
    static String kept(String value) {
        return CleanText.kept("name", value, MAX_LENGTH);
    }

    @Override
    public String toString() {
        return value;
    }
}
