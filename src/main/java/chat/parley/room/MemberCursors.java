package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Receipts;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.receipt.Advance;
import chat.parley.receipt.CursorMove;
import chat.parley.receipt.ReceiptGathering;
import chat.parley.receipt.RedisCursors;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// How far members have received and read, and who is notified (protocol.md section 6, promise 8): the
/// member's other sessions of what they have read, a small room of what others may know. Every future
/// completes on the caller's context, or fails with [Problem] for a refusal.
@Singleton
public final class MemberCursors {

    private final RedisCursors records;
    private final ReceiptGathering gathering;

    public MemberCursors(RedisCursors records, ReceiptGathering gathering) {
        this.records = records;
        this.gathering = gathering;
    }

    /// Advances the cursors that are behind.
    ///
    /// @param session the user's requesting session, which is not notified
    public Future<Void> advance(User user, String session, RoomId room, Advance advance) {
        return records.move(user.id(), session, room, advance, false)
                .onSuccess(moved -> publish(user, room, moved))
                .mapEmpty();
    }

    /// Marks everything before the user's message at `seq` as read, since they have sent it.
    Future<Void> caughtUp(User user, String session, RoomId room, long seq) {
        return records.move(user.id(), session, room, Advance.NONE, true)
                .onSuccess(moved -> publish(user, room, new CursorMove(moved.members(), seq, seq)))
                .mapEmpty();
    }

    /// How many members have received and seen a message, and in a small room who.
    public Future<Receipts> receipts(User user, RoomId room, long seq) {
        return room.equals(Lobby.ROOM)
                ? Future.failedFuture(Problem.forbidden("expected a room other than the lobby, which has no receipts"))
                : records.receipts(user.id(), room, seq);
    }

    private void publish(User user, RoomId room, CursorMove moved) {
        if (moved.publishable() && !room.equals(Lobby.ROOM)) {
            gathering.moved(room, user.id(), moved);
        }
    }
}
