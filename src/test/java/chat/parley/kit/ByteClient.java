package chat.parley.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// A raw HTTP client: sends bytes as they are on one connection, and reads everything until the pod closes
/// it.
public final class ByteClient {
    private static final Pattern STATUS = Pattern.compile("HTTP/[0-9.]+ ([0-9]{3}) ");
    private static final int PATIENCE_MS = 10_000;

    private final String answer;

    private ByteClient(String answer) {
        this.answer = answer;
    }

    /// Sends these bytes, one per character, and waits until the pod closes the connection.
    public static ByteClient ask(int port, String request) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            send(socket, request.getBytes(StandardCharsets.ISO_8859_1));
            return new ByteClient(heard(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A pod that has already closed accepts no more, but it has answered.
    private static void send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (SocketException gone) {
            // Its answer is read below.
        }
    }

    private static String heard(InputStream in) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            in.transferTo(heard);
        } catch (SocketException reset) {
            // The pod closed while our bytes were in flight.
        }
        return heard.toString(StandardCharsets.ISO_8859_1);
    }

    /// The status of each answer, in order.
    public List<Integer> statuses() {
        return STATUS.matcher(answer)
                .results()
                .map(line -> Integer.valueOf(line.group(1)))
                .toList();
    }

    /// Everything received.
    @Override
    public String toString() {
        return answer;
    }
}
