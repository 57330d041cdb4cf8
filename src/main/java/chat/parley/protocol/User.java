package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.Pattern;

/// The user behind one or more connections: a permanent id assigned by the server, and their current name
/// (protocol.md section 3). Refuses an invalid id or name; the name is normalised. Names that people choose
/// are checked by [Name] first; a name from the store or a token was valid by the rules of its time.
public record User(String id, String name) {

    /// What the id of a bot begins with. Other ids are base32, which has no 0, so nobody else's begins so, and
    /// every script and every pod can tell a bot by its id alone.
    public static final String BOT = "bot0";

    private static final Pattern ID = Pattern.compile("[a-z0-9]{16,26}");

    public User {
        id = checkedId(id);
        name = Name.kept(name);
    }

    /// Whether this is the id of a bot: the user behind a key (protocol.md section 11).
    public static boolean isBot(String id) {
        return id.startsWith(BOT);
    }

    /// `true` for a bot, else absent: as it stands on the wire wherever a bot is named.
    public static Optional<Boolean> botMark(String id) {
        return isBot(id) ? Optional.of(true) : Optional.empty();
    }

    /// Whether this is a bot.
    @JsonProperty
    public Optional<Boolean> bot() {
        return botMark(id);
    }

    /// Whether `id` has the form of a user id.
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /// `id` itself, or a `bad_request` if it does not have the form of a user id.
    public static String checkedId(String id) {
        if (!isId(id)) {
            throw Problem.badRequest("user id: expected 16 to 26 characters of a-z and 0-9, got " + Quote.of(id));
        }
        return id;
    }
}
