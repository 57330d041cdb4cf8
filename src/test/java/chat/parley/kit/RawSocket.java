package chat.parley.kit;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// A raw WebSocket: bytes on TCP, for what well-behaved clients never do. It answers no pings.
public final class RawSocket implements AutoCloseable {
    public static final int FIN = 0x80;
    public static final int RESERVED = 0x40;
    public static final int TEXT = 1;
    public static final int CLOSE = 8;
    /// The position of the status in `HTTP/1.1 101 …`.
    private static final int STATUS = 9;
    private static final int NARROW = 8 << 10;
    private static final int PATIENCE_MS = 30_000;
    /// A mask of zeros is valid, too, and leaves the bytes readable.
    private static final byte[] MASK = new byte[4];

    private final Socket socket;
    private final DataInputStream in;
    private final List<String> answer;

    /// Requests the upgrade with these additional header lines.
    public RawSocket(Pod pod, String... headers) {
        this(pod.port(), headers);
    }

    /// The same through another port.
    public RawSocket(int port, String... headers) {
        this(new Socket(), port, headers);
    }

    /// A socket that buffers next to nothing while nobody reads it.
    public static RawSocket narrow(Pod pod) {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(NARROW);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RawSocket(socket, pod.port());
    }

    private RawSocket(Socket unconnected, int port, String... headers) {
        socket = unconnected;
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setSoTimeout(PATIENCE_MS);
            in = new DataInputStream(socket.getInputStream());
            String request = "GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + List.of(headers).stream().map(line -> line + "\r\n").reduce("", String::concat) + "\r\n";
            write(request.getBytes(StandardCharsets.US_ASCII));
            answer = head();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The status of the answer: 101 if the upgrade was accepted.
    public int status() {
        return Integer.parseInt(answer.getFirst().substring(STATUS, STATUS + 3));
    }

    /// A header of the answer, or `""`.
    public String header(String name) {
        return answer.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /// Sends one masked frame with this first byte.
    public RawSocket sends(int first, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(first);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(MASK);
        frame.writeBytes(payload);
        write(frame.toByteArray());
        return this;
    }

    public RawSocket says(String text) {
        return sends(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends bytes as they are.
    public RawSocket write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server's frame: its first byte and its payload.
    public static final class Received {
        private final int first;
        private final byte[] payload;

        private Received(int first, byte[] payload) {
            this.first = first;
            this.payload = payload;
        }

        public int first() {
            return first;
        }

        public byte[] payload() {
            return payload;
        }

        public boolean is(int opcode) {
            return (first & 0x0F) == opcode;
        }
    }

    /// Sets how long the next frame may take.
    public void patience(Duration time) throws IOException {
        socket.setSoTimeout((int) time.toMillis());
    }

    /// Waits for the next frame.
    ///
    /// @throws EOFException when the connection ended
    public Received frame() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7F;
        return new Received(
                first,
                in.readNBytes(length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length));
    }

    /// Reads until the close frame; returns its code, or 1006 if there is none.
    public int closeCode() {
        return readsUntil(_ -> false);
    }

    /// Reads until a matching text frame, and drops its text. Returns what [#closeCode] does if there is
    /// none.
    public int readsUntil(Predicate<String> which) {
        try {
            while (true) {
                Received frame = frame();
                if (frame.is(CLOSE)) {
                    byte[] payload = frame.payload();
                    return payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
                }
                if (frame.is(TEXT) && which.test(new String(frame.payload(), StandardCharsets.UTF_8))) {
                    return 0;
                }
            }
        } catch (EOFException | SocketException lost) {
            return 1006;
        } catch (IOException e) {
            throw new UncheckedIOException("expected a close frame", e);
        }
    }

    private List<String> head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString().lines().toList();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
