package chat.parley.protocol;

import java.util.regex.Pattern;

/// The user behind one or more connections: a permanent id assigned by the server, and their current name
/// (protocol.md section 3). Refuses an invalid id or name; the name is normalised. Names that people choose
/// are checked by [Name] first; a name from the store or a token was valid by the rules of its time.
public record User(String id, String name) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{16,26}");

    public User {
        id = checkedId(id);
        name = Name.kept(name);
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
