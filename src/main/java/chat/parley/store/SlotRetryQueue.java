package chat.parley.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands for one slot that nobody takes at the moment: it is being moved, or its master is away. They wait in their
/// order, and the first of them tries for all.
final class SlotRetryQueue {
    private static final long FIRST_MS = 20;
    private static final long LONGEST_MS = 160;

    private final ArrayDeque<RedisCall> waiting = new ArrayDeque<>();
    private @Nullable RedisCall trying;
    private long pause = FIRST_MS;

    /// Waits behind the others; one that has tried in vain waits in front of them again.
    void add(RedisCall call) {
        if (call == trying) {
            trying = null;
            waiting.addFirst(call);
        } else {
            waiting.addLast(call);
        }
    }

    boolean isTrying(RedisCall call) {
        return call == trying;
    }

    /// How long to wait before the next try, in milliseconds.
    long nextPause() {
        long now = pause;
        pause = Math.min(LONGEST_MS, 2 * pause);
        return now;
    }

    /// Takes out those that have waited for longer than this.
    List<RedisCall> olderThan(long nanos) {
        List<RedisCall> old = new ArrayList<>();
        for (Iterator<RedisCall> calls = waiting.iterator(); calls.hasNext(); ) {
            RedisCall call = calls.next();
            if (call.age() > nanos) {
                calls.remove();
                old.add(call);
            }
        }
        return old;
    }

    /// The one that tries next; nothing when nobody waits.
    @Nullable
    RedisCall next() {
        trying = waiting.poll();
        return trying;
    }

    /// All that wait, in order.
    List<RedisCall> all() {
        return List.copyOf(waiting);
    }
}
