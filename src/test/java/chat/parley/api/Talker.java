package chat.parley.api;

import chat.parley.kit.Commands;
import chat.parley.kit.Connection;
import chat.parley.kit.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.UUID;

/// A user with a WebSocket who also sends HTTP requests.
final class Talker implements Commands<JsonNode>, AutoCloseable {
    private final Connection connection = Connection.to(URI.create("ws://localhost:" + RestAssured.port + "/ws"));
    private final String token;

    Talker(String name) {
        token = helloAs(name).path("token").asText();
    }

    /// A room name for one test alone.
    static String freshRoom() {
        return "room-" + UUID.randomUUID();
    }

    String token() {
        return token;
    }

    @Override
    public JsonNode command(String op, Object... fields) {
        return connection.command(op, fields);
    }

    /// Waits for the first event of this kind.
    JsonNode hears(String event) {
        return connection
                .heard()
                .first("a frame " + event, frame -> frame.path("ev").asText().equals(event));
    }

    /// An HTTP request as this user.
    RequestSpecification http() {
        return RestAssured.given().header("Authorization", "Bearer " + token);
    }

    /// The body of a GET as this user.
    JsonNode got(String path) {
        return Frame.read(http().get(path).then().statusCode(200).extract().asString());
    }

    /// The body of a GET that is refused.
    JsonNode refused(String path) {
        return Frame.read(http().get(path)
                .then()
                .contentType("application/problem+json")
                .extract()
                .asString());
    }

    @Override
    public void close() {
        connection.close();
    }
}
