package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of a client-defined event: 1–64 characters of `A-Za-z0-9_.:-` (protocol.md section 4). Anything
/// else is a `bad_request`.
public record EventName(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");

    public EventName {
        if (!SHAPE.matcher(value).matches()) {
            throw Problem.badRequest(
                    "name: expected 1 to 64 characters of A-Z, a-z, 0-9, _, ., : and -, got " + Quote.of(value));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
