package chat.parley.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// An HTTP request that no client would write: its lines go out as they are, each on a connection of its own.
public final class RawRequest {
    private static final int PATIENCE_MS = 10_000;
    /// Where the status stands in `HTTP/1.1 405 …`.
    private static final int STATUS = 9;

    private RawRequest() {}

    /// The status of the answer.
    public static int status(int port, String... lines) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            String text = String.join("\r\n", List.of(lines)) + "\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            String first = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            if (first == null) {
                throw new AssertionError("expected an answer to " + List.of(lines));
            }
            return Integer.parseInt(first.substring(STATUS, STATUS + 3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
