package chat.parley.protocol;

import java.util.regex.Pattern;

/// Whoever is behind one or more connections: an id given by the server for good, and the name of the moment
/// (protocol.md section 3). Refuses an id or a name that the protocol does not know; the name comes out
/// normalised. Names that people choose pass [Name] first; one from the store or a token was let in by the
/// rules of its time.
public record User(String id, String name) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{16,26}");

    public User {
        id = checkedId(id);
        name = Name.kept(name);
    }

    /// Whether `id` has the shape of a user id.
    public static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /// `id` itself, or a `bad_request` when it does not have the shape of a user id.
    public static String checkedId(String id) {
        if (!isId(id)) {
            throw Problem.badRequest("user id: expected 16 to 26 characters of a-z and 0-9, got " + Quote.of(id));
        }
        return id;
    }
}
