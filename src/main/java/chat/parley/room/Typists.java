package chat.parley.room;

import chat.parley.delivery.RoomSubscriptions;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Who is typing in which room through this pod. Publishes the whole list to the other pods, at most once a
/// second per room (protocol.md section 4, `typing`); users expire there by themselves. Confined to the
/// backplane's event loop.
@Singleton
final class Typists {

    private static final Logger LOG = Logger.getLogger(Typists.class);
    private static final long SILENT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long INTERVAL_MS = 1_000;

    private record Writing(User user, long until, boolean writes) {}

    private static final class Room {
        private final Map<String, Writing> sessions = new LinkedHashMap<>();
        private boolean waiting;
        private boolean changed;
        private boolean published;
    }

    private final RoomSubscriptions subscriptions;
    private final RedisEphemeralEvents events;
    private final Map<RoomId, Room> rooms = new HashMap<>();

    Typists(RoomSubscriptions subscriptions, RedisEphemeralEvents events) {
        this.subscriptions = subscriptions;
        this.events = events;
    }

    /// The session's user is typing.
    ///
    /// @param writes whether a key lets them write where few may
    void on(RoomId room, User user, String session, boolean writes) {
        subscriptions.onLoop(() -> {
            Room state = rooms.computeIfAbsent(room, _ -> new Room());
            state.sessions.put(session, new Writing(user, System.nanoTime() + SILENT_AFTER_NANOS, writes));
            changed(room, state);
        });
    }

    /// The session's user stopped typing; no effect if they were not.
    void off(RoomId room, String session) {
        subscriptions.onLoop(() -> {
            Room state = rooms.get(room);
            if (state != null && state.sessions.remove(session) != null) {
                changed(room, state);
            }
        });
    }

    private void changed(RoomId room, Room state) {
        state.changed = true;
        if (!state.waiting) {
            publish(room, state);
        }
    }

    private void publish(RoomId room, Room state) {
        Map<User, Long> now = now(state);
        state.changed = false;
        if (now.isEmpty() && !state.published) {
            rooms.remove(room);
            return;
        }
        state.published = !now.isEmpty();
        state.waiting = true;
        events.typing(room, now, writers(state))
                .onFailure(failure -> LOG.debugf("Cannot publish who types in %s: %s", room, failure.getMessage()));
        subscriptions.after(INTERVAL_MS, () -> waited(room, state));
    }

    private void waited(RoomId room, Room state) {
        state.waiting = false;
        if (state.changed) {
            publish(room, state);
        } else if (state.sessions.isEmpty()) {
            rooms.remove(room);
        } else {
            subscriptions.after(TimeUnit.NANOSECONDS.toMillis(SILENT_AFTER_NANOS), () -> tidy(room));
        }
    }

    /// Removes the room once its users have expired, which other pods notice by themselves.
    private void tidy(RoomId room) {
        Room state = rooms.get(room);
        if (state != null && !state.waiting && now(state).isEmpty()) {
            rooms.remove(room);
        }
    }

    private static Set<User> writers(Room state) {
        return state.sessions.values().stream()
                .filter(Writing::writes)
                .map(Writing::user)
                .collect(Collectors.toSet());
    }

    /// Each user once, with the milliseconds until they expire.
    private static Map<User, Long> now(Room state) {
        long now = System.nanoTime();
        state.sessions.values().removeIf(writing -> writing.until() - now <= 0);
        Map<User, Long> users = new LinkedHashMap<>();
        state.sessions
                .values()
                .forEach(writing -> users.merge(
                        writing.user(), TimeUnit.NANOSECONDS.toMillis(writing.until() - now) + 1, Math::max));
        return users;
    }
}
