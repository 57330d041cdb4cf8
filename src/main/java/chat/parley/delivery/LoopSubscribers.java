package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The seats of one event loop, by room. A publication is handed to a hall once, however many of its sessions hear it.
/// Belongs to its event loop.
final class LoopSubscribers {

    /// All rooms of a user learn of a renaming within this time, one after the other.
    private static final long ONCE_SECONDS = 10;

    private final EventLoop loop;
    private final Map<RoomId, RoomSubscribers> rooms = new HashMap<>();
    /// Who heard what is to be heard once, through whichever of several rooms it comes.
    private final Map<String, Set<Subscriber>> once = new HashMap<>();

    LoopSubscribers(EventLoop loop) {
        this.loop = loop;
    }

    void add(Subscription seat) {
        rooms.computeIfAbsent(seat.room(), RoomSubscribers::new).add(seat);
    }

    /// False when the seat was left already.
    boolean remove(Subscription seat) {
        RoomSubscribers row = rooms.get(seat.room());
        if (row == null || !row.remove(seat)) {
            return false;
        }
        if (row.isEmpty()) {
            rooms.remove(seat.room());
        }
        return true;
    }

    /// How many sit in a room.
    int seats(RoomId room) {
        RoomSubscribers row = rooms.get(room);
        return row == null ? 0 : row.size();
    }

    /// Takes one reference of the publication's frames over.
    void deliver(RoomId room, Publication publication) {
        RoomSubscribers row = rooms.get(room);
        if (row == null) {
            publication.frames().release();
        } else {
            row.deliver(publication);
        }
    }

    /// A passing event; `special` has the frames of users who are told something else, `null` for nothing at all. Takes
    /// one reference of `frames` over.
    void pass(RoomId room, ByteBuf frames, Map<String, @Nullable ByteBuf> special) {
        pass(room, frames, seat -> {
            String user = seat.user();
            return special.isEmpty() || !special.containsKey(user) ? frames : special.get(user);
        });
    }

    /// A passing event to every session but one; empty for no exception. Takes one reference of `frames` over.
    void passExcept(RoomId room, ByteBuf frames, String session) {
        pass(room, frames, seat -> seat.ear().session().equals(session) ? null : frames);
    }

    /// A passing event that comes through several rooms, to every session once. Takes one reference of `frames` over.
    void passOnce(RoomId room, ByteBuf frames, String which) {
        Set<Subscriber> heard = once.computeIfAbsent(which, _ -> {
            loop.schedule(() -> once.remove(which), ONCE_SECONDS, TimeUnit.SECONDS);
            return new HashSet<>();
        });
        pass(room, frames, seat -> heard.add(seat.ear()) ? frames : null);
    }

    /// What each seat is to hear of it, `null` for nothing. Nobody hears anything while he is said to be no member;
    /// what he is to hear is not even asked, since he may hear it through another room.
    private void pass(RoomId room, ByteBuf frames, Function<Subscription, @Nullable ByteBuf> each) {
        forEach(room, seat -> {
            ByteBuf mine = seat.barred() ? null : each.apply(seat);
            if (mine != null) {
                seat.ear().hearPassing(mine.retainedDuplicate());
            }
        });
        frames.release();
    }

    void renew(RoomId room, Position last) {
        forEach(room, seat -> {
            if (!seat.asleep()) {
                seat.shut();
                seat.ear().renew(seat, last);
            }
        });
    }

    /// What those `whom` means see of the room changed.
    void changed(RoomId room, Predicate<String> whom, Position last) {
        forEach(room, seat -> {
            if (whom.test(seat.user()) && !seat.asleep()) {
                seat.shut();
                seat.ear().changed(seat, last);
            }
        });
    }

    /// A user is no member any more.
    void removed(RoomId room, String user, Reason reason, Position last) {
        forEach(room, seat -> {
            if (seat.user().equals(user)) {
                seat.bar();
                seat.ear().removed(seat, last, reason);
            }
        });
    }

    private void forEach(RoomId room, Consumer<Subscription> action) {
        RoomSubscribers row = rooms.get(room);
        if (row != null) {
            row.forEach(action);
        }
    }
}
