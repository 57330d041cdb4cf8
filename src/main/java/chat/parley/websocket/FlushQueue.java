package chat.parley.websocket;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// The wires of one event loop that wait for their flush. Everything written in one turn of the loop goes out in one
/// system call for each socket; an idle loop flushes at once, so no latency is paid for it.
///
/// A room of thousands takes many milliseconds to be told. So only some wires are flushed in each turn, in the order of
/// their waiting, and the loop looks in between at what came in: commands are read and answered, and what is said
/// meanwhile goes out to the wires still waiting in the same call.
final class FlushQueue implements Runnable {

    /// System calls of a turn: a fraction of a millisecond.
    private static final int MOST_IN_A_TURN = 32;

    private static final FastThreadLocal<FlushQueue> OF_THIS_LOOP = new FastThreadLocal<>() {
        @Override
        protected FlushQueue initialValue() {
            return new FlushQueue();
        }
    };

    private final ArrayDeque<NettyWebSocket> waiting = new ArrayDeque<>();
    private boolean underWay;

    /// Must be called on the wire's own event loop.
    static void after(NettyWebSocket wire) {
        FlushQueue flushes = OF_THIS_LOOP.get();
        flushes.waiting.add(wire);
        if (!flushes.underWay) {
            flushes.underWay = true;
            wire.loop().execute(flushes);
        }
    }

    @Override
    public void run() {
        try {
            flush();
        } finally {
            NettyWebSocket next = waiting.peek();
            underWay = next != null;
            if (next != null) {
                // A task would run before the loop looks at its sockets again, a timer that is due runs behind it.
                next.loop().schedule(this, 0, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void flush() {
        for (int i = 0; i < MOST_IN_A_TURN; i++) {
            NettyWebSocket wire = waiting.poll();
            if (wire == null) {
                return;
            }
            wire.flush();
        }
    }
}
