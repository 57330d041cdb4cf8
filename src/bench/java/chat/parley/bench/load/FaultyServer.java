package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends every text back to its sender, but drops each tenth, duplicates each seventh, stalls for a time when
/// told to, and never writes a frame in one piece. The generator has to detect all of that.
final class FaultyServer implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final boolean faulty;
    private final int standsStillAt;
    private final long standsStillFor;
    final AtomicInteger dropped = new AtomicInteger();
    final AtomicInteger doubled = new AtomicInteger();

    FaultyServer(boolean faulty, int standsStillAt, long standsStillFor) throws IOException {
        this.faulty = faulty;
        this.standsStillAt = standsStillAt;
        this.standsStillFor = standsStillFor;
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {}
            out.write("HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n"
                    .getBytes(UTF_8));
            for (int number = 1; ; number++) {
                answer(number, text(in), out);
            }
        } catch (IOException | InterruptedException e) {
            // The client has disconnected.
        }
    }

    private void answer(int number, byte[] text, OutputStream out) throws IOException, InterruptedException {
        if (number == standsStillAt) {
            Thread.sleep(standsStillFor);
        }
        if (faulty && number % 10 == 0) {
            dropped.incrementAndGet();
            return;
        }
        write(text, out);
        if (faulty && number % 7 == 0) {
            doubled.incrementAndGet();
            write(text, out);
        }
    }

    /// In two pieces, the second of which begins inside the stamp.
    private static void write(byte[] text, OutputStream out) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(text.length + 10);
        ServerFrame.write(frame, text);
        int half = new String(text, UTF_8).indexOf("@@") + 9;
        out.write(frame.array(), 0, half);
        out.flush();
        out.write(frame.array(), half, frame.position() - half);
        out.flush();
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    private static byte[] text(DataInputStream in) throws IOException {
        byte[] head = new byte[4];
        in.readFully(head, 0, 2);
        boolean large = (head[1] & 0x7f) == 126;
        in.readFully(head, 2, large ? 2 : 0);
        int length = large ? ((head[2] & 0xff) << 8) | (head[3] & 0xff) : head[1] & 0x7f;
        int headLength = large ? 4 : 2;
        ByteBuffer frame = ByteBuffer.allocate(headLength + 4 + length).put(head, 0, headLength);
        in.readFully(frame.array(), headLength, 4 + length);
        return ServerFrame.read(frame.rewind()).payload();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
