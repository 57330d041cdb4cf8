package chat.parley.room;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.Command;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// What a member keeps of a room for themselves (protocol.md section 4, `mark` and `notify`): nobody else
/// learns of it, and it ends with the membership. Every future fails with [Problem] if they are no member.
@Singleton
public final class RedisPreferences {

    private static final RoomScript MARK = RoomScript.of("mark-unread.lua");
    private static final RoomScript NOTIFY = RoomScript.brief("lib/preferences.lua", "set-notify-level.lua");

    private final RedisStore store;

    public RedisPreferences(RedisStore store) {
        this.store = store;
    }

    /// Marks the room as unread from a message on, or unmarks it, and notifies the user's other sessions.
    public Future<Void> mark(User user, String session, Command.Mark command) {
        return store.run(MARK.on(new RoomKeys(command.room()))
                        .arg("user", user.id())
                        .arg("topic", new UserTopic(user.id()).name())
                        .arg("name", command.room().value())
                        .arg("session", session)
                        .arg("seq", command.seq().orElse(0)))
                .map(answer -> RedisRefusal.check(answer, command.room()))
                .mapEmpty();
    }

    /// Sets what the user is notified of, and tells their sessions.
    public Future<Void> notify(User user, Command.Notify command) {
        RoomKeys keys = new RoomKeys(command.room());
        return store.run(NOTIFY.on(keys)
                        .arg("channel", keys.topic())
                        .arg("user", user.id())
                        .arg("level", command.level().ordinal() + 1))
                .map(answer -> RedisRefusal.check(answer, command.room()))
                .mapEmpty();
    }
}
