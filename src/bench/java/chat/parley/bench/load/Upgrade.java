package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/// The answer to an upgrade.
///
/// @param retryAfter milliseconds that the server asked to wait, or −1
record Upgrade(int status, long retryAfter) {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
    private static final String RETRY_AFTER = "retry-after:";

    static String request(String path, InetSocketAddress to, Optional<String> subprotocol) {
        return "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n%s\r\n"
                .formatted(
                        path,
                        to.getHostString(),
                        to.getPort(),
                        KEY,
                        subprotocol
                                .map(name -> "Sec-WebSocket-Protocol: " + name + "\r\n")
                                .orElse(""));
    }

    /// The answer in the buffer, whose position is moved past it; empty if its end has not arrived yet.
    static Optional<Upgrade> answer(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(in.position(), bytes);
        String text = new String(bytes, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return Optional.empty();
        }
        String head = text.substring(0, end);
        int status = Integer.parseInt(head.split(" ", 3)[1]);
        if (status == 101 && !head.contains(ACCEPT)) {
            throw new IllegalStateException("expected Sec-WebSocket-Accept: " + ACCEPT + " in " + head);
        }
        in.position(in.position() + end + 4);
        return Optional.of(new Upgrade(status, retryAfter(head)));
    }

    private static long retryAfter(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(RETRY_AFTER))
                .map(line -> Long.parseLong(line.substring(RETRY_AFTER.length()).strip()) * 1000)
                .findFirst()
                .orElse(-1L);
    }
}
