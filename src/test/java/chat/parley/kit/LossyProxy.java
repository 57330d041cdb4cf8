package chat.parley.kit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy in front of Redis that can lose published messages, and nothing else: it drops messages on
/// channels whose names contain a word. It forwards subscriptions, the pod's own probes and every answer.
public final class LossyProxy implements AutoCloseable {
    private static final String NOTHING = "\0";

    private final ServerSocket server;
    private final URI redis;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger passed = new AtomicInteger();
    private volatile String losing = NOTHING;
    private volatile int rate;

    public LossyProxy(URI redis) {
        this.redis = redis;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI address() {
        String user = redis.getRawUserInfo() == null ? "" : redis.getRawUserInfo() + "@";
        return URI.create("redis://" + user + "127.0.0.1:" + server.getLocalPort());
    }

    /// From now on drops all messages on channels with this word in their names.
    public void loses(String word) {
        losing = word;
    }

    /// From now on drops one message in so many, whatever the channel.
    public void losesOneOf(int many) {
        rate = many;
    }

    /// Forwards everything again.
    public void losesNothing() {
        losing = NOTHING;
        rate = 0;
    }

    /// The number of messages lost.
    public int lost() {
        return lost.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket pod = server.accept();
                Thread.ofVirtual().start(() -> connect(pod));
            }
        } catch (IOException closed) {
            losesNothing();
        }
    }

    /// While Redis is down, the proxy disconnects its clients, too.
    private void connect(Socket pod) {
        try (pod;
                Socket store = new Socket(InetAddress.getLoopbackAddress(), redis.getPort())) {
            Thread.ofVirtual().start(() -> copy(pod, store));
            filter(store, pod);
        } catch (IOException away) {
            return;
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

    private void filter(Socket from, Socket to) throws IOException {
        InputStream in = new BufferedInputStream(from.getInputStream());
        OutputStream out = to.getOutputStream();
        while (true) {
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value(in, value);
            if (isLost(value)) {
                lost.incrementAndGet();
            } else {
                value.writeTo(out);
            }
        }
    }

    private boolean isLost(ByteArrayOutputStream value) {
        String[] lines = value.toString(StandardCharsets.UTF_8).split("\r\n", 6);
        boolean published = lines.length == 6 && lines[0].endsWith("3") && lines[2].equals("message");
        return published
                && (lines[4].contains(losing)
                        || (rate > 0 && lines[4].contains("{") && passed.incrementAndGet() % rate == 0));
    }

    /// Copies one value of RESP 2 or 3, with everything in it.
    private static void value(InputStream in, ByteArrayOutputStream out) throws IOException {
        String head = line(in, out);
        String size = head.substring(1);
        switch (head.charAt(0)) {
            case '$', '!', '=' -> body(in, out, Integer.parseInt(size));
            case '*', '>', '~' -> values(in, out, Integer.parseInt(size));
            case '%', '|' -> values(in, out, 2 * Integer.parseInt(size));
            default -> {
                // There is only the line.
            }
        }
    }

    private static void values(InputStream in, ByteArrayOutputStream out, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            value(in, out);
        }
    }

    private static void body(InputStream in, ByteArrayOutputStream out, int size) throws IOException {
        if (size >= 0) {
            byte[] body = in.readNBytes(size + 2);
            out.writeBytes(body);
        }
    }

    private static String line(InputStream in, ByteArrayOutputStream out) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        while (octet != '\n') {
            if (octet < 0) {
                throw new EOFException();
            }
            out.write(octet);
            line.append((char) octet);
            octet = in.read();
        }
        out.write('\n');
        return line.toString().strip();
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
