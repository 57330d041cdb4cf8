package chat.parley.store;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Commands that Redis refused for the time being. Thread-safe.
public final class StoreRefusals {

    /// The latest refusal.
    ///
    /// @param at its time, of [System#nanoTime]
    private record Latest(MissingFeature lack, long at) {}

    private final Map<RedisErrorCode, LongAdder> counts = new EnumMap<>(RedisErrorCode.class);
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Latest latest;

    StoreRefusals() {
        for (RedisErrorCode code : RedisErrorCode.values()) {
            counts.put(code, new LongAdder());
        }
    }

    /// Runs after each refusal.
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void add(RedisErrorCode code, String error) {
        LongAdder count = counts.get(code);
        if (count != null) {
            count.increment();
        }
        latest = new Latest(MissingFeature.of(code, error), System.nanoTime());
        watchers.forEach(Runnable::run);
    }

    /// The number of refusals for this reason.
    public long count(RedisErrorCode code) {
        LongAdder count = counts.get(code);
        return count == null ? 0 : count.sum();
    }

    /// What Redis lacks according to the latest refusal, if it came after this moment of [System#nanoTime].
    public Optional<MissingFeature> since(long nanoTime) {
        Latest last = latest;
        return last == null || last.at() - nanoTime <= 0 ? Optional.empty() : Optional.of(last.lack());
    }
}
