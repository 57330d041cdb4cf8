package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The sender's own id for an entry, which makes a retry harmless: 1–64 characters of `A-Za-z0-9_-`, unique
/// for a user and room (protocol.md section 3). Anything else is a `bad_request`.
public record Cid(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public Cid {
        if (!fits(value)) {
            throw Problem.badRequest(
                    "cid: expected 1 to 64 characters of A-Z, a-z, 0-9, _ and -, got " + Quote.of(value));
        }
    }

    /// Whether this can be one.
    public static boolean fits(String value) {
        return SHAPE.matcher(value).matches();
    }

    /// The id of the entry that the user `sender` creates with it: `<user id>.<cid>`.
    public String entryOf(String sender) {
        return User.checkedId(sender) + "." + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
