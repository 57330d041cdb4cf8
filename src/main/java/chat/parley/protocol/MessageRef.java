package chat.parley.protocol;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// The message that a command refers to: by its seq, or by its id, which outlives the loss of its place
/// (protocol.md section 6, promise 7).
///
/// @param seq its place; 0 if it is named by its id
/// @param id `<user id>.<cid>`; empty if it is named by its place
public record MessageRef(long seq, Optional<String> id) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]{16,26}\\.[A-Za-z0-9_-]{1,64}");

    /// Refuses an invalid id with `bad_request`.
    public MessageRef {
        id.filter(messageId -> !ID.matcher(messageId).matches()).ifPresent(messageId -> {
            throw Problem.badRequest("of: expected the id of a message, <user id>.<cid>, got " + Quote.of(messageId));
        });
    }

    /// The message at this seq.
    public static MessageRef at(long seq) {
        return new MessageRef(seq, Optional.empty());
    }

    /// The message with this id.
    public static MessageRef of(String id) {
        return new MessageRef(0, Optional.of(id));
    }

    /// From a command's field with the seq, or its `of`; refuses both at once with `bad_request`.
    ///
    /// @param name the field with the seq
    static Optional<MessageRef> of(String name, OptionalLong seq, Optional<String> id) {
        if (seq.isPresent() && id.isPresent()) {
            throw Problem.badRequest("of: expected " + name + " or of, got both");
        }
        return seq.isPresent() ? Optional.of(at(seq.getAsLong())) : id.map(MessageRef::of);
    }

    /// As passed to the store: digits, or the id.
    public String word() {
        return id.orElseGet(() -> Long.toString(seq));
    }
}
