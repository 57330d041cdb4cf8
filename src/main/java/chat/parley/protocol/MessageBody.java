package chat.parley.protocol;

import java.util.List;
import java.util.Optional;

/// The body of a message (protocol.md section 5).
///
/// @param id `<user id>.<cid>`
/// @param from the sender, with their name at that time
/// @param reply the message it answers; by its id only until the store has found its seq
public record MessageBody(
        String id,
        User from,
        Optional<String> text,
        Optional<Json> data,
        Optional<MessageRef> reply,
        List<String> mentions)
        implements EntryBody {

    public MessageBody {
        mentions = List.copyOf(mentions);
        if (!id.startsWith(from.id() + ".")) {
            throw new IllegalArgumentException("id: expected %s.<cid>, got %s".formatted(from.id(), Quote.of(id)));
        }
    }

    /// The message of a `send` by `from`.
    public static MessageBody of(User from, Command.Send send) {
        return new MessageBody(
                send.cid().entryOf(from.id()), from, send.text(), send.data(), send.reply(), send.mentions());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.MESSAGE;
    }

    @Override
    public BodyParts parts() {
        return FieldsWriter.parts(this);
    }

    /// `"id":"u.c","from":{"id":"u","name":"n"},"text":"hi"` and the rest of the message.
    @Override
    public String fields() {
        return FieldsWriter.fields(this);
    }
}
