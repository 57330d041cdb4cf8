package chat.parley.wire;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;

/// The wires of one event loop that were written to and wait for their flush. Everything written in one turn of the
/// loop goes out in one system call for each socket; an idle loop flushes at once, so no latency is paid for it.
final class Flushes implements Runnable {

    private static final FastThreadLocal<Flushes> OF_THIS_LOOP = new FastThreadLocal<>() {
        @Override
        protected Flushes initialValue() {
            return new Flushes();
        }
    };

    private ArrayList<Wire> waiting = new ArrayList<>();
    private ArrayList<Wire> spare = new ArrayList<>();

    /// Must be called on the wire's own event loop.
    static void after(Wire wire, EventExecutor loop) {
        Flushes flushes = OF_THIS_LOOP.get();
        flushes.waiting.add(wire);
        if (flushes.waiting.size() == 1) {
            loop.execute(flushes);
        }
    }

    @Override
    public void run() {
        ArrayList<Wire> now = waiting;
        waiting = spare;
        spare = now;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).flush();
        }
        now.clear();
    }
}
