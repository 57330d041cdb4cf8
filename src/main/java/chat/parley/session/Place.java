package chat.parley.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One of the connections that a pod has room for, from the handshake to the end; given back once, whoever says so.
final class Place {

    private final AtomicInteger taken;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Place(AtomicInteger taken) {
        this.taken = taken;
    }

    void giveBack() {
        if (held.compareAndSet(true, false)) {
            taken.decrementAndGet();
        }
    }
}
