package chat.parley.fuzz;

import chat.parley.kit.Pod;
import chat.parley.kit.RawSocket;
import chat.parley.kit.RawSocket.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/// A client that sends a script and reads until the pod closes, checking meanwhile that the pod sends valid
/// frames.
final class Stranger implements AutoCloseable {

    private static final long PART_NANOS = 100_000_000;
    private static final int LOST = 1006;
    private static final int ATTEMPTS = 5;
    private static final String HELLO = "{\"op\":\"hello\",\"ref\":\"greeting\"}";

    private final RawSocket socket;

    Stranger(Pod pod) {
        socket = new RawSocket(pod);
    }

    /// Sends a valid hello and waits for the answer; retries if a busy pod asks for it.
    Stranger greets() throws IOException {
        String said = "";
        for (int attempt = 0; attempt < ATTEMPTS && (attempt == 0 || said.contains("\"retry\":true")); attempt++) {
            socket.says(HELLO);
            said = text(socket.frame());
        }
        if (!said.startsWith("{\"ref\":\"greeting\",\"ok\":")) {
            throw new AssertionError("expected a welcome, got " + said);
        }
        return this;
    }

    /// Sends everything as fast as it is accepted; returns the close code, 1006 for none.
    int performs(Script script) {
        return performs(script, 1);
    }

    /// The same in this many parts, ten a second: only after a second of reading can a client know of a
    /// refusal, and a busy pod reads only part of the time.
    int performs(Script script, int parts) {
        Thread.ofVirtual().start(() -> {
            try {
                byte[] bytes = script.bytes();
                for (int i = 0; i < parts; i++) {
                    socket.write(Arrays.copyOfRange(bytes, (int) ((long) bytes.length * i / parts), (int)
                            ((long) bytes.length * (i + 1) / parts)));
                    LockSupport.parkNanos(i + 1 < parts ? PART_NANOS : 0);
                }
            } catch (UncheckedIOException ended) {
                // Some connections end before they have sent everything; the reader gets the close code.
                return;
            }
        });
        try {
            Received frame = socket.frame();
            while (!frame.is(Octets.CLOSE)) {
                if (frame.is(Octets.TEXT)) {
                    text(frame);
                }
                frame = socket.frame();
            }
            return ByteBuffer.wrap(frame.payload()).getShort() & 0xFFFF;
        } catch (IOException lost) {
            return LOST;
        }
    }

    private static String text(Received frame) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(frame.payload()))
                .toString();
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new AssertionError("expected an object, got " + text);
        }
        return text;
    }

    @Override
    public void close() {
        socket.close();
    }
}
