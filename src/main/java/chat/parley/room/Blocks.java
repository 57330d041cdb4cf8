package chat.parley.room;

import chat.parley.identity.BlockPage;
import chat.parley.identity.RedisUsers;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Who wants nothing from whom (protocol.md section 4, `block`). A block stands in three places: with the one who
/// blocks, with their direct room, where each message is checked against it, and, so that it is found when the blocked
/// one is forgotten, in an index with that one. The index is written first and taken back last: whenever a pod dies in
/// between, whoever is forgotten later finds it.
@Singleton
final class Blocks {

    private final RedisUsers users;
    private final RedisPairs pairs;
    private final Rooms rooms;

    Blocks(RedisUsers users, RedisPairs pairs, Rooms rooms) {
        this.users = users;
        this.pairs = pairs;
        this.rooms = rooms;
    }

    /// Whatever `other` writes to `user` goes nowhere, or arrives again.
    Future<Void> set(User user, String other, boolean on) {
        return on
                ? users.block(user.id(), other).compose(_ -> pairs.block(user, other, true))
                : pairs.block(user, other, false).compose(_ -> users.unblock(user.id(), other));
    }

    /// Nothing stays of the blocks by this user and of this user, however many there are. The other of a direct room
    /// keeps it; this user is taken out.
    Future<Void> forget(User user) {
        return each(cursor -> users.blockedBy(user.id(), cursor), other -> forget(user, user.id(), other), "0")
                .compose(_ -> each(
                        cursor -> users.blockersOf(user.id(), cursor), other -> forget(user, other, user.id()), "0"));
    }

    private Future<Void> forget(User user, String blocker, String blocked) {
        String other = blocker.equals(user.id()) ? blocked : blocker;
        RoomId room = RoomId.direct(user.id(), other);
        return rooms.leave(user, room)
                .recover(failure -> failure instanceof Problem problem && !problem.retry()
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure))
                .compose(_ -> pairs.forget(room, user.id(), other))
                .compose(_ -> users.unblock(blocker, blocked));
    }

    /// One after the other, so that nobody waits behind it.
    private static Future<Void> each(
            Function<String, Future<BlockPage>> page, Function<String, Future<Void>> task, String cursor) {
        return page.apply(cursor).compose(found -> {
            Future<Void> done = Future.succeededFuture();
            for (String other : found.users()) {
                done = done.compose(_ -> task.apply(other));
            }
            return found.last() ? done : done.compose(_ -> each(page, task, found.next()));
        });
    }
}
