package chat.parley.faults;

import chat.parley.kit.Frame;
import chat.parley.kit.Pod;
import chat.parley.kit.RawSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Hostile clients on one pod, from the creation of this object to [#stops].
final class Attack implements AutoCloseable {
    static final int PER_SECOND = 5_000;
    static final int HALF_OPEN = 200;

    private static final int AT_ONCE = 50;
    private static final long PACE_NANOS = 1_000_000_000L * AT_ONCE / PER_SECOND;
    private static final byte[] UNMASKED_AND_RESERVED = {(byte) 0xF3, 0x01, 'x'};

    private final Pod pod;
    private final ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final List<Integer> floods = new CopyOnWriteArrayList<>();
    private final List<Integer> garbage = new CopyOnWriteArrayList<>();
    private final AtomicInteger limited = new AtomicInteger();
    private final List<Socket> halves = new ArrayList<>();

    Attack(Pod pod) {
        this.pod = pod;
        for (int i = 0; i < HALF_OPEN; i++) {
            halves.add(half());
        }
        attackers.execute(() -> {
            while (on.get()) {
                floods.add(flood());
            }
        });
        attackers.execute(() -> {
            while (on.get()) {
                garbage.add(ending(UNMASKED_AND_RESERVED));
                try (RawSocket socket = new RawSocket(pod)) {
                    garbage.add(socket.says("not JSON").closeCode());
                }
            }
        });
    }

    /// How the connections that flooded were closed.
    List<Integer> floods() {
        return floods;
    }

    /// How the connections that sent garbage were closed.
    List<Integer> garbage() {
        return garbage;
    }

    /// The number of rate-limited commands.
    int limited() {
        return limited.get();
    }

    void stops() {
        on.set(false);
        attackers.close();
    }

    private int ending(byte[] bytes) {
        try (RawSocket socket = new RawSocket(pod)) {
            return socket.write(bytes).closeCode();
        }
    }

    private int flood() {
        try (RawSocket socket = new RawSocket(pod)) {
            socket.says(Frame.of("op", "hello", "ref", "1", "name", "Flood"));
            Thread writer = Thread.startVirtualThread(() -> write(socket));
            int code = socket.readsUntil(text -> {
                if (text.contains("rate_limited")) {
                    limited.incrementAndGet();
                }
                return false;
            });
            writer.interrupt();
            return code;
        }
    }

    private static void write(RawSocket socket) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (int i = 0; i < AT_ONCE; i++) {
                    socket.says("{\"op\":\"ping\",\"ref\":\"2\"}");
                }
                LockSupport.parkNanos(PACE_NANOS);
            }
        } catch (UncheckedIOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket half() {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), pod.port());
            socket.getOutputStream().write("GET /ws HTTP/1.1\r\nHost: x\r\nUpgr".getBytes(StandardCharsets.US_ASCII));
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stops();
        for (Socket socket : halves) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
