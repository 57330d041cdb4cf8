package chat.parley.session;

import chat.parley.delivery.Subscription;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.RoomId;
import chat.parley.receipt.Advance;
import chat.parley.room.MemberCursors;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// One session's `received` and `read`. While an update of a room is under way, further ones are merged into
/// the next, since only the highest counts; each gets its reply. Belongs to the session's event loop.
final class CursorUpdates {

    private static final class Next {
        private final Promise<Void> done = Promise.promise();
        private Advance advance = Advance.NONE;
    }

    private final Session session;
    private final MemberCursors cursors;
    /// Rooms with an update under way, each with the next one.
    private Map<RoomId, Next> rooms = Collections.emptyMap();

    CursorUpdates(Session session, MemberCursors cursors) {
        this.session = session;
        this.cursors = cursors;
    }

    /// Completes when the store has it.
    Future<Void> note(CursorCommand cursor) {
        if (cursor instanceof CursorCommand.Read) {
            Subscription subscription = session.subscriptions().get(cursor.room());
            if (subscription != null) {
                subscription.hasRead(cursor.seq());
            }
        }
        Next next = rooms.get(cursor.room());
        if (next == null) {
            return move(cursor.room(), Advance.of(cursor));
        }
        next.advance = next.advance.and(Advance.of(cursor));
        return next.done.future();
    }

    private Future<Void> move(RoomId room, Advance advance) {
        Next next = new Next();
        if (rooms.isEmpty()) {
            rooms = new HashMap<>(2);
        }
        rooms.put(room, next);
        return cursors.advance(session.user(), session.session(), room, advance)
                .onComplete(_ -> session.context().emit(_ -> after(room, next)));
    }

    private void after(RoomId room, Next next) {
        if (next.advance.equals(Advance.NONE)) {
            rooms.remove(room, next);
            next.done.complete();
        } else {
            move(room, next.advance).onComplete(next.done);
        }
    }
}
