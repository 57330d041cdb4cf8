package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The id of a room, which implies its kind (protocol.md section 3): `lobby` is public, `g:…` a private
/// group, `d:<smaller user id>:<larger user id>` a direct conversation, with the same id twice for a user's
/// own notes. Anything else is a `bad_request`.
public record RoomId(@JsonValue String value) implements Destination {

    private static final Pattern PUBLIC = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern PRIVATE = Pattern.compile("g:[A-Za-z0-9_-]{1,64}");
    private static final String DIRECT = "d:";

    public RoomId {
        if (!fits(value)) {
            throw Problem.badRequest("room: expected a public id (1 to 64 characters of a-z, 0-9 and -, no - first), "
                    + "g:<id> or d:<smaller user id>:<larger user id>, got " + Quote.of(value));
        }
    }

    /// The conversation of two users, whichever is named first.
    public static RoomId direct(String first, String second) {
        return first.compareTo(second) <= 0
                ? new RoomId(DIRECT + User.checkedId(first) + ":" + User.checkedId(second))
                : direct(second, first);
    }

    public RoomKind kind() {
        if (value.startsWith("g:")) {
            return RoomKind.PRIVATE;
        }
        return value.startsWith(DIRECT) ? RoomKind.DIRECT : RoomKind.PUBLIC;
    }

    /// Whether this is a direct conversation that includes `user`.
    public boolean isOf(String user) {
        return kind() == RoomKind.DIRECT
                && (smaller(value).equals(user) || larger(value).equals(user));
    }

    /// The other user of this direct conversation: `user` themselves for notes.
    public String other(String user) {
        if (!isOf(user)) {
            throw new IllegalArgumentException("expected a direct room of %s, got %s".formatted(user, value));
        }
        return smaller(value).equals(user) ? larger(value) : smaller(value);
    }

    @Override
    public RoomId roomOf(String sender) {
        return this;
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean fits(String value) {
        return PUBLIC.matcher(value).matches() || PRIVATE.matcher(value).matches() || isDirect(value);
    }

    private static boolean isDirect(String value) {
        return value.startsWith(DIRECT)
                && value.indexOf(':', DIRECT.length()) > 0
                && User.isId(smaller(value))
                && User.isId(larger(value))
                && smaller(value).compareTo(larger(value)) <= 0;
    }

    private static String smaller(String direct) {
        return direct.substring(DIRECT.length(), direct.indexOf(':', DIRECT.length()));
    }

    private static String larger(String direct) {
        return direct.substring(direct.indexOf(':', DIRECT.length()) + 1);
    }
}
