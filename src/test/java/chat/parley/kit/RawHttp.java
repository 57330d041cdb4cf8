package chat.parley.kit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// HTTP/1.1 on bytes, over one connection, for requests that well-behaved clients never send.
public final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    public RawHttp(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MS);
            in = new DataInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server's answer.
    /// @param head the status line and the headers
    /// @param body as long as `Content-Length` says
    public record Answer(List<String> head, String body) {
        public int status() {
            return Integer.parseInt(head.getFirst().split(" ", -1)[1]);
        }

        /// A header, or `""`.
        public String header(String name) {
            return RawHttp.header(head, name);
        }
    }

    /// Sends these lines and an empty one, and waits for the answer.
    public Answer ask(String... lines) {
        try {
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            List<String> head = head();
            String length = header(head, "Content-Length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            return new Answer(head, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One request over a connection of its own.
    public static Answer once(int port, String... lines) {
        try (RawHttp http = new RawHttp(port)) {
            return http.ask(lines);
        }
    }

    /// The lines of an upgrade request, followed by these.
    public static String[] upgrade(int port, String... more) {
        return Stream.concat(
                        Stream.of(
                                "GET /ws HTTP/1.1",
                                "Host: 127.0.0.1:" + port,
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private List<String> head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString().lines().toList();
    }

    private static String header(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
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
