package chat.parley.kit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A network of one's own on the loopback, between a client and a pod, a pod and its Redis, or a replica and its
/// master: every connection to it goes on to its target, and it can be held up, slowed down and cut. Thread-safe.
public final class FaultProxy implements AutoCloseable {

    private static final int AT_ONCE = 64 << 10;

    private final ServerSocket server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private volatile InetSocketAddress target;
    private volatile Duration delay = Duration.ZERO;
    /// Guarded by the gate.
    private boolean held;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("expected a free port", e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// To this address.
    public static FaultProxy to(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /// To this server, whatever it speaks.
    public static FaultProxy to(URI server) {
        return to(server.getHost(), server.getPort());
    }

    /// To the port where members come in.
    public static FaultProxy to(Pod pod) {
        return to("127.0.0.1", pod.port());
    }

    /// Where it begins.
    public int port() {
        return server.getLocalPort();
    }

    /// The same for whoever would go to `server` directly, as the same user.
    public URI instead(URI server) {
        String user = server.getRawUserInfo() == null ? "" : server.getRawUserInfo() + "@";
        return URI.create(server.getScheme() + "://" + user + "127.0.0.1:" + port());
    }

    /// New connections go here from now on; those there are stay.
    public void target(String host, int port) {
        target = new InetSocketAddress(host, port);
    }

    /// From now on nothing passes in either direction and nothing is closed, as when a cable was pulled: each side
    /// hears silence, and what it writes waits.
    public void hold() {
        synchronized (gate) {
            held = true;
        }
    }

    /// Everything passes again, what waited first.
    public void release() {
        synchronized (gate) {
            held = false;
            gate.notifyAll();
        }
    }

    /// Closes all connections there are, at both ends; new ones pass.
    public void cut() {
        ends.forEach(FaultProxy::hangUp);
        release();
    }

    /// What comes in from now on goes out that much later, in each direction.
    public void delay(Duration each) {
        delay = each;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException closed) {
                hangUp(server);
            }
        }
    }

    private void join(Socket near) {
        Socket far = new Socket();
        ends.add(near);
        ends.add(far);
        try {
            pass();
            far.connect(target);
            Thread.ofVirtual().start(() -> carry(far, near));
            carry(near, far);
        } catch (IOException | InterruptedException nobodyThere) {
            over(near, far);
        }
    }

    private void carry(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[AT_ONCE];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                LockSupport.parkNanos(delay.toNanos());
                pass();
                out.write(bytes, 0, count);
            }
            pass();
        } catch (IOException | InterruptedException broken) {
            // The other end has to learn of it, which it does below.
        } finally {
            over(from, to);
        }
    }

    /// Waits while the way is held up.
    private void pass() throws InterruptedException {
        synchronized (gate) {
            while (held) {
                gate.wait();
            }
        }
    }

    private void over(Socket one, Socket other) {
        hangUp(one);
        hangUp(other);
        ends.remove(one);
        ends.remove(other);
    }

    private static void hangUp(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hangUp(server);
        cut();
    }
}
