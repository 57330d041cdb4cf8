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

/// A private network on loopback, between a client and a pod, a pod and its Redis, or a replica and its
/// master: it forwards every connection to its target, and can be paused, delayed and cut. Thread-safe.
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

    /// Forwards to this address.
    public static FaultProxy to(String host, int port) {
        return new FaultProxy(new InetSocketAddress(host, port));
    }

    /// Forwards to this server, whatever protocol it speaks.
    public static FaultProxy to(URI server) {
        return to(server.getHost(), server.getPort());
    }

    /// Forwards to the port for members.
    public static FaultProxy to(Pod pod) {
        return to("127.0.0.1", pod.port());
    }

    /// The port to connect to.
    public int port() {
        return server.getLocalPort();
    }

    /// The address that replaces `server` for its clients, with the same user.
    public URI instead(URI server) {
        String user = server.getRawUserInfo() == null ? "" : server.getRawUserInfo() + "@";
        return URI.create(server.getScheme() + "://" + user + "127.0.0.1:" + port());
    }

    /// New connections go here from now on; existing ones stay.
    public void target(String host, int port) {
        target = new InetSocketAddress(host, port);
    }

    /// From now on nothing passes in either direction and nothing is closed, like a pulled cable: each side
    /// receives nothing, and what it writes is buffered.
    public void hold() {
        synchronized (gate) {
            held = true;
        }
    }

    /// Everything passes again, starting with what was buffered.
    public void release() {
        synchronized (gate) {
            held = false;
            gate.notifyAll();
        }
    }

    /// Closes all existing connections, at both ends; new ones pass.
    public void cut() {
        ends.forEach(FaultProxy::hangUp);
        release();
    }

    /// From now on delays everything that arrives by this much, in each direction.
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
            // The other end has to learn of it, and does below.
        } finally {
            over(from, to);
        }
    }

    /// Waits while the proxy is paused.
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
