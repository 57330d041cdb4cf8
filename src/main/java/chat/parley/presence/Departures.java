package chat.parley.presence;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Who is to be taken offline, in which rooms: one slice after the other, with a pause in between. When a
/// thousand people go away at once, what others say meanwhile goes first, and a room hears of many in one
/// publication. Thread-safe.
final class Departures {

    /// Users and rooms in one slice, since Redis runs nothing else meanwhile.
    static final int SLICE = 64;

    private static final long PAUSE_MS = 5;

    private final Vertx vertx;
    private final Function<Map<RoomId, List<User>>, Future<Void>> exit;
    /// Room → user id → user. Guarded by this.
    private final Map<RoomId, Map<String, User>> waiting = new LinkedHashMap<>();

    private boolean working;

    /// @param exit takes a slice offline
    Departures(Vertx vertx, Function<Map<RoomId, List<User>>, Future<Void>> exit) {
        this.vertx = vertx;
        this.exit = exit;
    }

    void add(Collection<RoomId> rooms, User user) {
        synchronized (this) {
            rooms.forEach(room ->
                    waiting.computeIfAbsent(room, _ -> new LinkedHashMap<>(4)).put(user.id(), user));
            if (working) {
                return;
            }
            working = true;
        }
        next();
    }

    private void next() {
        Map<RoomId, List<User>> slice = take();
        if (!slice.isEmpty()) {
            exit.apply(slice).onComplete(_ -> vertx.setTimer(PAUSE_MS, _ -> next()));
        }
    }

    private synchronized Map<RoomId, List<User>> take() {
        Map<RoomId, List<User>> slice = new LinkedHashMap<>();
        int left = SLICE;
        Iterator<Map.Entry<RoomId, Map<String, User>>> rooms =
                waiting.entrySet().iterator();
        while (left > 0 && rooms.hasNext()) {
            Map.Entry<RoomId, Map<String, User>> room = rooms.next();
            Map<String, User> users = room.getValue();
            List<User> some = users.values().stream().limit(left).toList();
            some.forEach(user -> users.remove(user.id()));
            slice.put(room.getKey(), some);
            left -= some.size();
            if (users.isEmpty()) {
                rooms.remove();
            }
        }
        working = !slice.isEmpty();
        return slice;
    }
}
