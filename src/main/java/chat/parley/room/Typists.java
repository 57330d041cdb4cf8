package chat.parley.room;

import chat.parley.delivery.RoomSubscriptions;
import chat.parley.protocol.RoomId;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Who is writing in which room through this pod. The other pods are told the whole list, at most once a second for
/// each room (protocol.md section 4, `typing`); they let it fall silent by themselves. Belongs to the backplane's event
/// loop.
@Singleton
final class Typists {

    private static final Logger LOG = Logger.getLogger(Typists.class);
    private static final long SILENT_AFTER_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final long GATHERING_MS = 1_000;

    private record Writing(String user, long until) {}

    private static final class Room {
        private final Map<String, Writing> sessions = new LinkedHashMap<>();
        private boolean gathering;
        private boolean changed;
        private boolean told;
    }

    private final RoomSubscriptions feeds;
    private final RedisEphemeralEvents passing;
    private final Map<RoomId, Room> rooms = new HashMap<>();

    Typists(RoomSubscriptions feeds, RedisEphemeralEvents passing) {
        this.feeds = feeds;
        this.passing = passing;
    }

    /// The session's user writes now.
    void on(RoomId room, String user, String session) {
        feeds.onLoop(() -> {
            Room one = rooms.computeIfAbsent(room, _ -> new Room());
            one.sessions.put(session, new Writing(user, System.nanoTime() + SILENT_AFTER_NANOS));
            changed(room, one);
        });
    }

    /// The session's user writes no more; nothing happens when he did not.
    void off(RoomId room, String session) {
        feeds.onLoop(() -> {
            Room one = rooms.get(room);
            if (one != null && one.sessions.remove(session) != null) {
                changed(room, one);
            }
        });
    }

    private void changed(RoomId room, Room one) {
        one.changed = true;
        if (!one.gathering) {
            publish(room, one);
        }
    }

    private void publish(RoomId room, Room one) {
        Map<String, Long> now = now(one);
        one.changed = false;
        if (now.isEmpty() && !one.told) {
            rooms.remove(room);
            return;
        }
        one.told = !now.isEmpty();
        one.gathering = true;
        passing.typing(room, now)
                .onFailure(failure -> LOG.debugf("Nobody was told who writes in %s: %s", room, failure.getMessage()));
        feeds.after(GATHERING_MS, () -> gathered(room, one));
    }

    private void gathered(RoomId room, Room one) {
        one.gathering = false;
        if (one.changed) {
            publish(room, one);
        } else if (one.sessions.isEmpty()) {
            rooms.remove(room);
        } else {
            feeds.after(TimeUnit.NANOSECONDS.toMillis(SILENT_AFTER_NANOS), () -> tidy(room));
        }
    }

    /// Those who fell silent without a word are forgotten; the readers' pods know it by themselves.
    private void tidy(RoomId room) {
        Room one = rooms.get(room);
        if (one != null && !one.gathering && now(one).isEmpty()) {
            rooms.remove(room);
        }
    }

    /// Each user once, with the milliseconds that are left to him.
    private static Map<String, Long> now(Room one) {
        long now = System.nanoTime();
        one.sessions.values().removeIf(writing -> writing.until() - now <= 0);
        Map<String, Long> users = new LinkedHashMap<>();
        one.sessions
                .values()
                .forEach(writing -> users.merge(
                        writing.user(), TimeUnit.NANOSECONDS.toMillis(writing.until() - now) + 1, Math::max));
        return users;
    }
}
