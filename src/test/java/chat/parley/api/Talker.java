package chat.parley.api;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A user with a WebSocket who also sends HTTP requests.
final class Talker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final String token;

    Talker(String name) {
        URI uri = URI.create("ws://localhost:" + RestAssured.port + "/ws");
        socket = client.newWebSocketBuilder()
                .subprotocols("parley.v1")
                .buildAsync(uri, new Listener())
                .join();
        token = ask("hello", ",\"name\":\"" + name + "\"").path("token").asText();
    }

    /// A room name for one test alone.
    static String freshRoom() {
        return "room-" + UUID.randomUUID();
    }

    String token() {
        return token;
    }

    void joins(String room) {
        ask("join", ",\"room\":\"" + room + "\"");
    }

    void says(String room, String text) {
        ask("send", ",\"room\":\"" + room + "\",\"cid\":\"" + UUID.randomUUID() + "\",\"text\":\"" + text + "\"");
    }

    /// The `ok` part of the reply on the WebSocket.
    JsonNode ask(String op, String fields) {
        String ref = UUID.randomUUID().toString();
        socket.sendText("{\"op\":\"" + op + "\",\"ref\":\"" + ref + "\"" + fields + "}", true)
                .join();
        JsonNode reply = next();
        while (!reply.path("ref").asText().equals(ref)) {
            reply = next();
        }
        if (!reply.has("ok")) {
            throw new AssertionError("expected ok to " + op + ", got " + reply);
        }
        return reply.get("ok");
    }

    /// An HTTP request as this user.
    RequestSpecification http() {
        return RestAssured.given().header("Authorization", "Bearer " + token);
    }

    /// The body of a GET as this user.
    JsonNode got(String path) {
        return read(http().get(path).then().statusCode(200).extract().asString());
    }

    /// The body of a GET that is refused.
    JsonNode refused(String path) {
        return read(http().get(path)
                .then()
                .contentType("application/problem+json")
                .extract()
                .asString());
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
    }

    private JsonNode next() {
        try {
            JsonNode frame = heard.poll(10, SECONDS);
            if (frame == null) {
                throw new AssertionError("expected a frame within 10 s, got none");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Listener implements WebSocket.Listener {

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                heard.add(read(part.toString()));
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
