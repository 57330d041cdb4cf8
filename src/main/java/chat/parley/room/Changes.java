package chat.parley.room;

import chat.parley.history.Entry;
import chat.parley.history.RedisAppend;
import chat.parley.protocol.Change;
import chat.parley.protocol.ChangeBody;
import chat.parley.protocol.Sent;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// Edits, deletions and reactions (protocol.md section 4): each is an entry of its own in the room's log, and what the
/// message looks like now is written in the same script.
@Singleton
public final class Changes {

    private final RedisAppend append;
    private final RedisDirectory directory;

    public Changes(RedisAppend append, RedisDirectory directory) {
        this.append = append;
        this.directory = directory;
    }

    /// Stores a change and publishes it: `Sent` says where it stands. A reaction that changes nothing is answered as a
    /// duplicate, with the place of what made the message as it is.
    public Future<Sent> change(User user, Change change) {
        ChangeBody body = new ChangeBody(user, change);
        return append.append(change.room(), Entry.of(body))
                .onSuccess(_ -> directory.lively(change.room()))
                .map(stored -> Rooms.sent(change.room(), body.id(), stored));
    }
}
