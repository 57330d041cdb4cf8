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
public final class Connection implements Commands<JsonNode>, AutoCloseable {
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
        return to(pod.socket());
    }

    /// The same, by the address of the socket.
    public static Connection to(URI socket) {
        return new Connection(socket, "parley.v1");
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

    /// Commands that the pod has to carry out: each waits for its reply and returns what `ok` holds.
    @Override
    public JsonNode command(String op, Object... fields) {
        return outcome("ok", op, fields);
    }

    /// Commands that the pod has to refuse: each waits for its reply and returns the error.
    public Commands<JsonNode> refused() {
        return (op, fields) -> outcome("error", op, fields);
    }

    /// Commands that the pod has to refuse: each waits for its reply and returns the error's code.
    public Commands<String> refusalCode() {
        return (op, fields) -> outcome("error", op, fields).get("code").asText();
    }

    /// Commands that may be carried out or refused: each waits for its reply and returns it whole.
    public Commands<JsonNode> tried() {
        return (op, fields) -> reply(send(op, fields));
    }

    /// Commands that wait for nothing: each returns its `ref`.
    public Commands<String> pipelined() {
        return this::send;
    }

    /// Waits for the reply to `ref`, whatever it says.
    public JsonNode reply(String ref) {
        return heard.first(
                "a reply to " + ref, frame -> frame.path("ref").asText().equals(ref));
    }

    private JsonNode outcome(String expected, String op, Object... fields) {
        JsonNode reply = reply(send(op, fields));
        if (!reply.has(expected)) {
            throw new AssertionError("expected " + expected + " for " + op + ", got " + reply);
        }
        return reply.get(expected);
    }

    private String send(String op, Object... fields) {
        String ref = Integer.toString(refs.incrementAndGet());
        List<Object> members = new ArrayList<>(List.of("op", op, "ref", ref));
        members.addAll(List.of(fields));
        writes(Frame.of(members.toArray()));
        return ref;
    }

    /// Waits until the pod has answered everything sent before, and so has sent its own events, too.
    public void settles() {
        pings();
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
