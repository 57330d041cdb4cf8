package chat.parley.receipt;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Receipts;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// The cursors in Redis. They never move back, and one script moves all of a member's cursors in a room.
@Singleton
public final class RedisCursors {

    private static final RoomScript CURSOR = RoomScript.of("move-cursor.lua");
    private static final RoomScript RECEIPTS = RoomScript.of("receipts.lua");
    private static final RoomScript RECEIPT = RoomScript.of("publish-receipts.lua");
    private static final int NAMES = 5;

    private final RedisStore store;

    public RedisCursors(RedisStore store) {
        this.store = store;
    }

    /// Moves a member's cursors and notifies their own sessions if the read cursor moved. Fails with
    /// [Problem] if the user is not a member.
    ///
    /// @param session the requesting session, which is not notified
    /// @param anyway notifies the sessions even if nothing moves: it moved just before
    public Future<CursorMove> move(String user, String session, RoomId room, Advance advance, boolean anyway) {
        return store.run(CURSOR.on(new RoomKeys(store.prefix(), room))
                        .arg("user", user)
                        .arg("topic", new UserTopic(store.prefix(), user).name())
                        .arg("name", room.value())
                        .arg("session", session)
                        .arg("received", advance.received())
                        .arg("read", advance.read())
                        .arg("quiet", advance.quiet())
                        .arg("always", anyway ? 1 : 0))
                .map(answer -> moved(RedisRefusal.check(answer, room)));
    }

    /// How many members have received and seen the message at `seq`, and in a small room who. Fails with
    /// [Problem] if the user is not a member, or if there is no message that they may see.
    public Future<Receipts> receipts(String user, RoomId room, long seq) {
        return store.run(RECEIPTS.on(new RoomKeys(store.prefix(), room))
                        .arg("asking", user)
                        .arg("seq", seq)
                        .arg("most_named", CursorMove.NAMED))
                .map(answer -> receipts(answer, room, seq));
    }

    /// Publishes the current cursors of the members that moved, so that no event of several pods is older
    /// than another. In a direct room a user does not see the cursors of a user who has blocked them.
    Future<Void> publish(RoomId room, ReceiptDigest digest) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        ScriptCall call = RECEIPT.on(keys).arg("channel", keys.topic());
        digest.forEach((user, moved) -> call.arg("user", user)
                .arg("received", moved.delivered() > 0 ? 1 : 0)
                .arg("read", moved.seen() > 0 ? 1 : 0));
        return store.run(call).mapEmpty();
    }

    private static CursorMove moved(Response answer) {
        return new CursorMove(
                answer.get(1).toLong(), answer.get(2).toLong(), answer.get(3).toLong());
    }

    private static Receipts receipts(Response answer, RoomId room, long seq) {
        if (answer.get(0).toString().equals("no_message")) {
            throw Problem.notFound("seq: expected the seq of a message in " + room + ", got " + seq);
        }
        RedisRefusal.check(answer, room);
        long members = answer.get(1).toLong();
        if (answer.get(4).toInteger() == 1) {
            return named(members, answer);
        }
        long delivered = Math.clamp(answer.get(2).toLong(), 0, members);
        return Receipts.of(
                new Receipts.Counts(members, delivered, Math.clamp(answer.get(3).toLong(), 0, delivered)));
    }

    private static Receipts named(long members, Response answer) {
        List<String> delivered = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = NAMES; i < answer.size(); i += 2) {
            String user = answer.get(i).toString();
            delivered.add(user);
            if (answer.get(i + 1).toString().equals("seen")) {
                seen.add(user);
            }
        }
        return Receipts.of(members, delivered, seen);
    }
}
