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

/// The rooms and users with the most messages through this pod within the last minute, for operators. In
/// bounded memory, however many rooms and users there are; writes nothing to the store. Thread-safe.
@Singleton
public final class ActivityCounter {

    /// Slices of the minute; the oldest is dropped as a whole.
    private static final int SLICES = 6;

    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);
    /// More places than are ever listed, so that the listed counts are accurate.
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

    /// Counts a stored message.
    synchronized void count(RoomId room, String user) {
        advance();
        int now = Math.floorMod(slice, SLICES);
        rooms.get(now).count(room.value());
        users.get(now).count(user);
    }

    /// The most active rooms: id → minimum number of messages.
    public Map<String, Long> rooms(int most) {
        return sum(rooms, most);
    }

    /// The most active users: id → minimum number of messages.
    public Map<String, Long> users(int most) {
        return sum(users, most);
    }

    private synchronized Map<String, Long> sum(List<TopK> slices, int most) {
        advance();
        Map<String, Long> sums = new HashMap<>();
        slices.forEach(part -> part.addTo(sums));
        return TopK.most(sums, most);
    }

    private void advance() {
        long now = Math.floorDiv(nanoTime.getAsLong(), SLICE_NANOS);
        for (long expired = Math.max(slice + 1, now - SLICES + 1); expired <= now; expired++) {
            rooms.get(Math.floorMod(expired, SLICES)).clear();
            users.get(Math.floorMod(expired, SLICES)).clear();
        }
        slice = now;
    }

    private static List<TopK> slices() {
        return Stream.generate(() -> new TopK(PLACES)).limit(SLICES).toList();
    }
}
