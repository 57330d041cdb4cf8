package chat.parley.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// One address in front of the pods, like a load balancer: each new connection goes to the current pod, and
/// is cut if that pod does not answer.
public final class Balancer implements AutoCloseable {
    private static final int WAITING = 50;

    private final ServerSocket server;
    private volatile Pod pod;

    public Balancer(Pod pod) {
        this.pod = pod;
        try {
            server = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::open);
    }

    /// The address for a browser.
    public String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /// From now on new connections go there; open ones stay as they are.
    public void leadsTo(Pod next) {
        pod = next;
    }

    private void open() {
        while (!server.isClosed()) {
            try {
                lead(server.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void lead(Socket browser) throws IOException {
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), pod.port());
            Thread.ofVirtual().start(() -> copy(browser, there));
            Thread.ofVirtual().start(() -> copy(there, browser));
        } catch (IOException nobodyThere) {
            browser.close();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
