package chat.parley.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The detours of a cluster, one for each slot that nobody takes commands for at the moment. Used by one event loop.
final class SlotRetryQueues {

    /// Does something later, on the same event loop.
    interface Later {
        void in(long millis, Runnable task);
    }

    private final Map<Integer, SlotRetryQueue> open = new HashMap<>();
    private final long patience;
    private final int most;
    private final Later later;
    private final Consumer<RedisCall> send;
    private int waiting;

    /// @param patience for so many nanoseconds a command is tried again
    /// @param most so many commands wait in all
    /// @param send tries a command
    SlotRetryQueues(long patience, int most, Later later, Consumer<RedisCall> send) {
        this.patience = patience;
        this.most = most;
        this.later = later;
        this.send = send;
    }

    /// Whether a new command has to wait behind others, which it does then.
    boolean joined(RedisCall call) {
        SlotRetryQueue detour = open.get(call.slot());
        if (detour == null) {
            return false;
        }
        if (waiting >= most) {
            call.answer().fail(full());
        } else {
            add(detour, call);
        }
        return true;
    }

    /// A command that nobody took waits to be tried again; false when it has waited for long enough.
    boolean takes(RedisCall call) {
        if (call.age() >= patience || waiting >= most) {
            return false;
        }
        SlotRetryQueue detour = open.get(call.slot());
        boolean trying = detour == null || detour.isTrying(call);
        if (detour == null) {
            detour = new SlotRetryQueue();
            open.put(call.slot(), detour);
        }
        add(detour, call);
        if (trying) {
            again(call.slot(), detour);
        }
        return true;
    }

    /// A command has come through, or is given up. When it tried for all the others follow.
    void clear(RedisCall call) {
        SlotRetryQueue detour = open.get(call.slot());
        if (detour != null && detour.isTrying(call)) {
            open.remove(call.slot());
            List<RedisCall> others = detour.all();
            waiting -= others.size();
            others.forEach(send);
        }
    }

    private StoreUnavailable full() {
        return new StoreUnavailable("the cluster is away: " + waiting + " commands wait (parley.store.pipeline)");
    }

    private void add(SlotRetryQueue detour, RedisCall call) {
        detour.add(call);
        waiting++;
    }

    private void again(int slot, SlotRetryQueue detour) {
        later.in(detour.nextPause(), () -> {
            for (RedisCall late : detour.olderThan(patience)) {
                waiting--;
                late.answer().fail(new StoreUnavailable("nobody in the cluster took a command for slot " + slot));
            }
            RedisCall next = detour.next();
            if (next == null) {
                open.remove(slot);
            } else {
                waiting--;
                send.accept(next);
            }
        });
    }
}
