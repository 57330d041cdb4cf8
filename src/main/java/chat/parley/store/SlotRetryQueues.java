package chat.parley.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The retry queues of a cluster, one per slot whose commands no node accepts at the moment. Confined to an
/// event loop.
final class SlotRetryQueues {

    /// Schedules a task on the same event loop.
    interface Later {
        void in(long millis, Runnable task);
    }

    private final Map<Integer, SlotRetryQueue> queues = new HashMap<>();
    private final long patience;
    private final int most;
    private final Later later;
    private final Consumer<RedisCall> send;
    private int waiting;

    /// @param patience how long a command is retried, in nanoseconds
    /// @param most how many commands may wait in all
    /// @param send sends a command
    SlotRetryQueues(long patience, int most, Later later, Consumer<RedisCall> send) {
        this.patience = patience;
        this.most = most;
        this.later = later;
        this.send = send;
    }

    /// Queues a new command if others of its slot are waiting; whether it did.
    boolean joined(RedisCall call) {
        SlotRetryQueue queue = queues.get(call.slot());
        if (queue == null) {
            return false;
        }
        if (waiting >= most) {
            call.answer().fail(full());
        } else {
            add(queue, call);
        }
        return true;
    }

    /// Queues a command that no node accepted for a retry; false if it has waited long enough, or too many
    /// wait.
    boolean takes(RedisCall call) {
        if (call.age() >= patience || waiting >= most) {
            return false;
        }
        SlotRetryQueue queue = queues.get(call.slot());
        boolean trying = queue == null || queue.isTrying(call);
        if (queue == null) {
            queue = new SlotRetryQueue();
            queues.put(call.slot(), queue);
        }
        add(queue, call);
        if (trying) {
            scheduleRetry(call.slot(), queue);
        }
        return true;
    }

    /// Reports that a command was answered or given up. If it was the one being retried, the others are sent.
    void clear(RedisCall call) {
        SlotRetryQueue queue = queues.get(call.slot());
        if (queue != null && queue.isTrying(call)) {
            queues.remove(call.slot());
            List<RedisCall> others = queue.all();
            waiting -= others.size();
            others.forEach(send);
        }
    }

    private StoreUnavailable full() {
        return new StoreUnavailable("the cluster is down: " + waiting + " commands wait (parley.store.pipeline)");
    }

    private void add(SlotRetryQueue queue, RedisCall call) {
        queue.add(call);
        waiting++;
    }

    private void scheduleRetry(int slot, SlotRetryQueue queue) {
        later.in(queue.nextPause(), () -> {
            for (RedisCall expired : queue.olderThan(patience)) {
                waiting--;
                expired.answer().fail(new StoreUnavailable("no node in the cluster took a command for slot " + slot));
            }
            RedisCall next = queue.next();
            if (next == null) {
                queues.remove(slot);
            } else {
                waiting--;
                send.accept(next);
            }
        });
    }
}
