package chat.parley.room;

import chat.parley.history.Entry;
import chat.parley.history.RedisAppend;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Sent;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// Edits, deletions and reactions (protocol.md section 4): each is a separate entry in the room's log, and
/// the same script updates the message.
@Singleton
public final class Changes {

    private final RedisAppend append;
    private final RedisDirectory directory;

    public Changes(RedisAppend append, RedisDirectory directory) {
        this.append = append;
        this.directory = directory;
    }

    /// Stores and publishes a change, and returns its position. A reaction that changes nothing is answered
    /// as a duplicate, with the position of the entry that set it.
    ///
    /// @param key what a key lets the user do
    public Future<Sent> change(User user, Change change, KeyPower key) {
        ChangeBody body = new ChangeBody(user, change);
        return append.append(change.room(), Entry.of(body).withKey(key.writes(), key.moderates()))
                .onSuccess(_ -> directory.markActive(change.room()))
                .map(stored -> Rooms.sent(change.room(), body.id(), stored));
    }
}
