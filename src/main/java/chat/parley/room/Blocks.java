package chat.parley.room;

import chat.parley.identity.BlockPage;
import chat.parley.identity.RedisUsers;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.function.Function;

/// Which user blocks whom (protocol.md section 4, `block`). A block is stored in three places: with the
/// blocking user, with the direct room, where each message is checked against it, and in an index of the
/// blocked user, which is read when they are deleted. The index is written first and removed last, so that
/// deletion finds the block even if a pod dies in between.
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

    /// Sets or removes the block: whether messages from `other` to `user` are dropped.
    Future<Void> set(User user, String other, boolean on) {
        return on
                ? users.block(user.id(), other).compose(_ -> pairs.block(user, other, true))
                : pairs.block(user, other, false).compose(_ -> users.unblock(user.id(), other));
    }

    /// Removes all blocks by and of this user, however many there are. The other user of a direct room keeps
    /// it; this user leaves it.
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

    /// Runs one task after the other, so that it delays nobody.
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
