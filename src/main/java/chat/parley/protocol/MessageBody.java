package chat.parley.protocol;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What of a message its sender knows, before the store gives it a place and a time (protocol.md section 5). Made into
/// text
/// once, where it arose, so that every socket of every pod gets the same bytes.
///
/// @param id `<user id>.<cid>`
/// @param from the sender by the name of that time
/// @param reply the seq it answers to
public record MessageBody(
        String id, User from, Optional<String> text, Optional<Json> data, OptionalLong reply, List<String> mentions) {

    public MessageBody {
        mentions = List.copyOf(mentions);
        if (!id.startsWith(from.id() + ".")) {
            throw new IllegalArgumentException("id: expected %s.<cid>, got %s".formatted(from.id(), Quote.of(id)));
        }
    }

    /// The message that `from` makes of a `send`.
    public static MessageBody of(User from, Command.Send send) {
        return new MessageBody(
                send.cid().entryOf(from.id()), from, send.text(), send.data(), send.reply(), send.mentions());
    }

    /// The members of the JSON object, without its braces and on one line:
    /// `"id":"u.c","from":{"id":"u","name":"n"},"text":"hi"`.
    /// [MessageText] puts room, position and time before them, and so does the store.
    public String fields() {
        return FieldsWriter.fields(this);
    }
}
