package chat.parley.room;

import chat.parley.protocol.RoomId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Where and by whom most was said through this pod within the last minute, for operators. In memory and bounded,
/// however many rooms and users there are: nothing is written for a message. Thread-safe.
@Singleton
public final class ActivityCounter {

    /// Of the minute; the eldest goes as a whole.
    private static final int SLICES = 6;

    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /// More than are ever told of, so that those are counted well.
    private static final int PLACES = 256;

    private final LongSupplier nanoTime;
    private final List<TopK> rooms = slices();
    private final List<TopK> users = slices();
    private long slice;

    @Inject
    public ActivityCounter() {
        this(System::nanoTime);
    }

    ActivityCounter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.slice = Math.floorDiv(nanoTime.getAsLong(), SLICE_NANOS);
    }

    /// A message was stored.
    synchronized void said(RoomId room, String user) {
        turn();
        int now = Math.floorMod(slice, SLICES);
        rooms.get(now).count(room.value());
        users.get(now).count(user);
    }

    /// The liveliest rooms: id → messages, at least.
    public Map<String, Long> rooms(int most) {
        return sum(rooms, most);
    }

    /// Who said most: id → messages, at least.
    public Map<String, Long> users(int most) {
        return sum(users, most);
    }

    private synchronized Map<String, Long> sum(List<TopK> slices, int most) {
        turn();
        Map<String, Long> sums = new HashMap<>();
        slices.forEach(one -> one.addTo(sums));
        return TopK.most(sums, most);
    }

    private void turn() {
        long now = Math.floorDiv(nanoTime.getAsLong(), SLICE_NANOS);
        for (long over = Math.max(slice + 1, now - SLICES + 1); over <= now; over++) {
            rooms.get(Math.floorMod(over, SLICES)).clear();
            users.get(Math.floorMod(over, SLICES)).clear();
        }
        slice = now;
    }

    private static List<TopK> slices() {
        return Stream.generate(() -> new TopK(PLACES)).limit(SLICES).toList();
    }
}
