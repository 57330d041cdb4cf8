package chat.parley.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// One WebSocket to a pod, spoken by the JDK's own client. Thread-safe.
public final class Connection implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Heard heard = new Heard();
    private final AtomicInteger refs = new AtomicInteger();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    private Connection(URI address, String... subprotocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        if (subprotocols.length > 0) {
            builder.subprotocols(
                    subprotocols[0],
                    List.of(subprotocols).subList(1, subprotocols.length).toArray(String[]::new));
        }
        socket = builder.buildAsync(address, this).join();
    }

    /// Opens one in `parley.v1`.
    public static Connection to(Pod pod) {
        return new Connection(pod.socket(), "parley.v1");
    }

    /// Opens one with these subprotocols, or none.
    public static Connection to(Pod pod, String... subprotocols) {
        return new Connection(pod.socket(), subprotocols);
    }

    public Heard heard() {
        return heard;
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /// Sends a text frame as it is, after those before it.
    public synchronized void writes(String text) {
        sending = sending.thenCompose(_ -> socket.sendText(text, true));
    }

    /// Sends a binary frame.
    public synchronized void writesBinary(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        sending = sending.thenCompose(_ -> socket.sendBinary(bytes, true));
    }

    /// Sends a command and hands back its `ref`.
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

    /// What was said before is answered, and with it whatever the pod said by itself.
    public void settles() {
        ok("ping");
    }

    /// Says goodbye.
    public void hangsUp() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        heard.end();
    }

    /// Is gone without a word.
    public void vanishes() {
        socket.abort();
        heard.ended(1006, "vanished");
    }

    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            heard.frame(Frame.read(part.toString()));
            part.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        heard.ended(code, reason);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        heard.ended(1006, String.valueOf(error.getMessage()));
    }
}
