package chat.parley.delivery;

import chat.parley.protocol.RoomId;
import java.util.ArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The seats of one room in one hall. Belongs to the hall's event loop.
final class RoomSubscribers {

    private final RoomId room;
    private final ArrayList<Subscription> seats = new ArrayList<>(4);
    private @Nullable BroadcastBuffer tape;

    RoomSubscribers(RoomId room) {
        this.room = room;
    }

    void add(Subscription seat) {
        seat.in(room, seats.size());
        seats.add(seat);
    }

    /// False when the seat was left already.
    boolean remove(Subscription seat) {
        if (seat.place() < 0) {
            return false;
        }
        Subscription last = seats.removeLast();
        if (last != seat) {
            seats.set(seat.place(), last);
            last.in(room, seat.place());
        }
        seat.out();
        return true;
    }

    boolean isEmpty() {
        return seats.isEmpty();
    }

    int size() {
        return seats.size();
    }

    void forEach(Consumer<Subscription> action) {
        // Backwards: a session that ends on the way takes its seat out, and only the last moves.
        for (int i = seats.size() - 1; i >= 0; i--) {
            if (i < seats.size()) {
                action.accept(seats.get(i));
            }
        }
    }

    /// Takes one reference of the publication's frames over.
    void deliver(Publication publication) {
        if (!publication.forAll()) {
            forEach(seat -> seat.hear(publication));
            publication.frames().release();
            return;
        }
        int size = publication.frames().readableBytes();
        BroadcastBuffer now =
                tape == null ? new BroadcastBuffer(publication.frames()) : tape.followedBy(publication.frames());
        int from = now.end() - size;
        forEach(seat -> seat.hear(publication, now, from));
        tape = now;
        now.letGo();
    }
}
