package chat.parley.websocket;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/// The WebSockets of one event loop that wait for their flush. Everything written in one turn of the loop
/// goes out in one system call per socket; an idle loop flushes at once, so this adds no latency.
///
/// Broadcasting to a room of thousands takes many milliseconds. So only some sockets are flushed in each
/// turn, in the order of their waiting, and the loop handles input in between: commands are read and
/// answered, and what is written meanwhile goes out to the sockets still waiting in the same call.
final class FlushQueue implements Runnable {

    /// System calls per turn: a fraction of a millisecond.
    private static final int MOST_IN_A_TURN = 32;

    private static final FastThreadLocal<FlushQueue> OF_THIS_LOOP = new FastThreadLocal<>() {
        @Override
        protected FlushQueue initialValue() {
            return new FlushQueue();
        }
    };

    private final ArrayDeque<NettyWebSocket> waiting = new ArrayDeque<>();
    private boolean underWay;

    /// Must be called on the socket's event loop.
    static void after(NettyWebSocket socket) {
        FlushQueue queue = OF_THIS_LOOP.get();
        queue.waiting.add(socket);
        if (!queue.underWay) {
            queue.underWay = true;
            socket.loop().execute(queue);
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
                // A task would run before the loop polls its sockets again; a due timer runs after it.
                next.loop().schedule(this, 0, TimeUnit.NANOSECONDS);
            }
        }
    }

    private void flush() {
        for (int i = 0; i < MOST_IN_A_TURN; i++) {
            NettyWebSocket socket = waiting.poll();
            if (socket == null) {
                return;
            }
            socket.flush();
        }
    }
}
