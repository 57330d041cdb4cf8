package chat.parley.store;

import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/// The store's time, estimated from its answers and this pod's monotonic clock: all times of the protocol are
/// the store's, so a pod whose own clock is wrong changes nothing (protocol.md section 2).
@Singleton
public class StoreClock {

    private static final long NANOS = 1_000_000;

    private final LongSupplier nanoTime;
    private volatile long offset;

    /// Uses the machine's clock until the first answer.
    public StoreClock() {
        this(System::nanoTime);
    }

    StoreClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.offset = System.currentTimeMillis() - nanoTime.getAsLong() / NANOS;
    }

    /// Unix milliseconds by the store's clock; off by half a round trip at most.
    public long millis() {
        return nanoTime.getAsLong() / NANOS + offset;
    }

    /// Takes over the time `storeMillis` that the store returned for a request sent at `askedNanos` of
    /// [System#nanoTime].
    public void update(long storeMillis, long askedNanos) {
        long middle = askedNanos + (nanoTime.getAsLong() - askedNanos) / 2;
        offset = storeMillis - middle / NANOS;
    }
}
