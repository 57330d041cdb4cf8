package chat.parley.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands for a slot that no node accepts at the moment: it is being moved, or its master is down. They
/// wait in order, and only the first is retried.
final class SlotRetryQueue {
    private static final long FIRST_MS = 20;
    private static final long LONGEST_MS = 160;

    private final ArrayDeque<RedisCall> waiting = new ArrayDeque<>();
    private @Nullable RedisCall trying;
    private long pause = FIRST_MS;

    /// Adds a command at the end; the one that was just retried in vain returns to the front.
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

    /// The delay before the next retry, in milliseconds.
    long nextPause() {
        long now = pause;
        pause = Math.min(LONGEST_MS, 2 * pause);
        return now;
    }

    /// Removes and returns the commands older than this.
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

    /// The command to retry next; null if none waits.
    @Nullable
    RedisCall next() {
        trying = waiting.poll();
        return trying;
    }

    /// All waiting commands, in order.
    List<RedisCall> all() {
        return List.copyOf(waiting);
    }
}
