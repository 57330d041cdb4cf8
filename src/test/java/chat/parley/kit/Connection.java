package chat.parley.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One WebSocket to a pod. Thread-safe.
public final class Connection implements AutoCloseable {
    private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
    private static final short NORMAL = 1000;

    private final ReceivedFrames heard = new ReceivedFrames();
    private final AtomicInteger refs = new AtomicInteger();
    private final WebSocket socket;

    private Connection(URI address, String... subprotocols) {
        socket = Sockets.open(
                        address,
                        List.of(subprotocols),
                        OPEN_WITHIN,
                        text -> heard.frame(Frame.read(text)),
                        heard::ended)
                .join();
    }

    /// Opens a connection with `parley.v1`.
    public static Connection to(Pod pod) {
        return new Connection(pod.socket(), "parley.v1");
    }

    /// Opens a connection with these subprotocols, or none.
    public static Connection to(Pod pod, String... subprotocols) {
        return new Connection(pod.socket(), subprotocols);
    }

    public ReceivedFrames heard() {
        return heard;
    }

    public String subprotocol() {
        return socket.subProtocol() == null ? "" : socket.subProtocol();
    }

    /// Sends a text frame as it is, after those before it; does nothing if the connection has ended.
    public void writes(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    /// Sends a binary frame.
    public void writesBinary(String text) {
        socket.writeBinaryMessage(Buffer.buffer(text));
    }

    /// Sends a command and returns its `ref`.
    public String sends(String op, Object... fields) {
        String ref = Integer.toString(refs.incrementAndGet());
        List<Object> members = new ArrayList<>(List.of("op", op, "ref", ref));
        members.addAll(List.of(fields));
        writes(Frame.of(members.toArray()));
        return ref;
    }

    /// Waits for the reply to `ref`, whatever it says.
    public JsonNode reply(String ref) {
        return heard.first(
                "a reply to " + ref, frame -> frame.path("ref").asText().equals(ref));
    }

    /// Sends a command and waits for what `ok` holds.
    public JsonNode ok(String op, Object... fields) {
        JsonNode reply = reply(sends(op, fields));
        if (!reply.has("ok")) {
            throw new AssertionError("expected " + op + " to be done, got " + reply);
        }
        return reply.get("ok");
    }

    /// Sends a command and waits for its refusal.
    public JsonNode refusal(String op, Object... fields) {
        JsonNode reply = reply(sends(op, fields));
        if (!reply.has("error")) {
            throw new AssertionError("expected " + op + " to be refused, got " + reply);
        }
        return reply.get("error");
    }

    /// Waits until the pod has answered everything sent before, and so has sent its own events, too.
    public void settles() {
        ok("ping");
    }

    /// Closes the connection normally.
    public void hangsUp() {
        socket.close(NORMAL).toCompletionStage().toCompletableFuture().join();
        heard.end();
    }

    /// Drops the connection without a close frame.
    public void vanishes() {
        Sockets.abort(socket);
        heard.ended(1006, "vanished");
    }

    @Override
    public void close() {
        Sockets.abort(socket);
    }
}
