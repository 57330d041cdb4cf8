package chat.parley.reader;

import chat.parley.protocol.EntryKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An entry of a room's log, without the content of its message.
///
/// @param at its time, in Unix milliseconds by the store's clock
/// @param id `<user id>.<cid>`
/// @param message the seq of the message: its own, or of the one that it changes
/// @param fields its JSON members up to the content, from `"epoch":` on
/// @param rest its JSON members after the content, each with a comma before it
/// @param only the only user who sees it; empty for all
public record LoggedEntry(
        long seq, EntryKind kind, long at, String id, long message, String fields, String rest, Optional<String> only) {

    /// A reaction.
    ///
    /// @param emoji as a JSON string
    public record Reaction(String emoji, boolean on) {}

    private static final Pattern START =
            Pattern.compile("\"epoch\":\"[^\"]*\",\"seq\":(\\d+),\"at\":(\\d+),(?:\"of\":(\\d+),)?\"id\":\"([^\"]+)\"");
    /// Quotation marks in a name are escaped, so nothing of a user's looks like a member.
    private static final Pattern REACTION = Pattern.compile(",\"emoji\":(\"[^\"]*\"),\"on\":(true|false)$");

    /// The entry as the store keeps it.
    static LoggedEntry read(String kind, String fields, String rest, String only) {
        Matcher start = START.matcher(fields);
        if (!start.lookingAt()) {
            throw new IllegalStateException("expected an entry that begins with its place and its id");
        }
        long seq = Long.parseLong(start.group(1));
        return new LoggedEntry(
                seq,
                EntryKind.of(kind),
                Long.parseLong(start.group(2)),
                start.group(4),
                start.group(3) == null ? seq : Long.parseLong(start.group(3)),
                fields,
                rest,
                only.isEmpty() ? Optional.empty() : Optional.of(only));
    }

    /// Its sender.
    public String user() {
        return id.substring(0, id.indexOf('.'));
    }

    /// What it adds or takes away, if it is a reaction.
    public Optional<Reaction> reaction() {
        if (kind != EntryKind.REACT) {
            return Optional.empty();
        }
        Matcher found = REACTION.matcher(fields);
        return found.find()
                ? Optional.of(new Reaction(found.group(1), found.group(2).equals("true")))
                : Optional.empty();
    }
}
