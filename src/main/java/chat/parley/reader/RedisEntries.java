package chat.parley.reader;

import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads rooms' logs part by part, with what the messages are at that moment.
@Singleton
public final class RedisEntries {

    private static final RoomScript READ = RoomScript.of("read-entries.lua");

    private final RedisStore store;

    public RedisEntries(RedisStore store) {
        this.store = store;
    }

    /// The entries after `seq`; empty if there is no such room.
    ///
    /// @param most entries; 0 to learn only which log it is
    /// @param bytes of contents and members; exceeded by a few entries at most
    public Future<Optional<LogPart>> after(RoomId room, long seq, int most, int bytes) {
        return store.run(READ.on(new RoomKeys(store.prefix(), room))
                        .arg("seq", seq)
                        .arg("most", most)
                        .arg("bytes", bytes))
                .map(answer -> answer.size() == 1 ? Optional.empty() : Optional.of(part(room, answer)));
    }

    private static LogPart part(RoomId room, Response answer) {
        List<LoggedEntry> entries = new ArrayList<>();
        for (Response entry : answer.get(9)) {
            entries.add(LoggedEntry.read(text(entry, 1), text(entry, 2), text(entry, 3), text(entry, 4)));
        }
        List<MessageState> messages = new ArrayList<>();
        for (Response message : answer.get(10)) {
            messages.add(state(message));
        }
        return new LogPart(
                new RoomLog(room, text(answer, 1)),
                number(answer, 3),
                EpochEnd.read(text(answer, 4)),
                number(answer, 5),
                number(answer, 6),
                number(answer, 7) == 1,
                number(answer, 8),
                entries,
                messages);
    }

    private static MessageState state(Response message) {
        Map<String, MessageVersion> own = new HashMap<>();
        MessageVersion common = MessageVersion.read(text(message, 2), text(message, 3));
        for (int i = 4; i < message.size(); i += 3) {
            MessageVersion version = MessageVersion.read(text(message, i + 1), text(message, i + 2));
            // A version without a content of its own has the common one.
            own.put(
                    text(message, i),
                    version.deleted()
                            ? new MessageVersion(common.content(), version.edited(), version.reactions())
                            : version);
        }
        return new MessageState(number(message, 0), text(message, 1).equals("1"), common, own);
    }

    private static String text(Response parts, int index) {
        return parts.get(index).toString();
    }

    private static long number(Response parts, int index) {
        return Long.parseLong(text(parts, index));
    }
}
