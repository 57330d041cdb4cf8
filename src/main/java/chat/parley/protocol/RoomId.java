package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// Names a room and tells its kind (protocol.md section 3): `lobby` is public, `g:…` a private group,
/// `d:<smaller user id>:<larger user id>` a direct conversation. Anything else is a `bad_request`.
public record RoomId(@JsonValue String value) {

    private static final Pattern PUBLIC = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern PRIVATE = Pattern.compile("g:[A-Za-z0-9_-]{1,64}");

    public RoomId {
        if (!fits(value)) {
            throw Problem.badRequest("room: expected a public id (1 to 64 characters of a-z, 0-9 and -, no - first), "
                    + "g:<id> or d:<smaller user id>:<larger user id>, got " + Quote.of(value));
        }
    }

    public RoomKind kind() {
        if (value.startsWith("g:")) {
            return RoomKind.PRIVATE;
        }
        return value.startsWith("d:") ? RoomKind.DIRECT : RoomKind.PUBLIC;
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean fits(String value) {
        return PUBLIC.matcher(value).matches() || PRIVATE.matcher(value).matches() || isDirect(value);
    }

    private static boolean isDirect(String value) {
        int colon = value.indexOf(':', 2);
        if (!value.startsWith("d:") || colon < 0) {
            return false;
        }
        String smaller = value.substring(2, colon);
        String larger = value.substring(colon + 1);
        return User.isId(smaller) && User.isId(larger) && smaller.compareTo(larger) < 0;
    }
}
