package chat.parley.api;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Commands over HTTP (protocol.md section 12): the same rights, checks and answers as on the socket.
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class CommandsOverHttpTest {

    private final String tea = Talker.freshRoom();
    private Talker ada;
    private Talker grace;

    @BeforeEach
    void bothAreInTheRoom() {
        ada = new Talker("Ada");
        grace = new Talker("Grace");
        ada.joins(tea);
        grace.joins(tea);
    }

    @AfterEach
    void bothGo() {
        ada.close();
        grace.close();
    }

    private static ValidatableResponse asks(Talker who, String method, String path, String body) {
        return who.http()
                .contentType(ContentType.JSON)
                .body(body)
                .request(method, path)
                .then();
    }

    private static JsonNode read(ValidatableResponse response, int status) {
        return Frame.read(response.statusCode(status).extract().asString());
    }

    private String messages() {
        return "/api/rooms/" + tea + "/messages";
    }

    @Test
    void messageIsStoredOnceAndReadAsOnTheSocket() {
        JsonNode sent = read(asks(ada, "POST", messages(), "{\"cid\":\"c1\",\"text\":\"Tea is ready ☕\"}"), 201);
        assertFalse(sent.path("duplicate").asBoolean());
        JsonNode again = read(asks(ada, "POST", messages(), "{\"cid\":\"c1\",\"text\":\"Tea is ready ☕\"}"), 200);
        assertTrue(again.path("duplicate").asBoolean());
        assertEquals(sent.path("seq"), again.path("seq"));
        JsonNode kept = grace.history(tea).path("messages");
        assertEquals(1, kept.size());
        assertEquals("Tea is ready ☕", kept.get(0).path("text").asText());
        assertEquals("Ada", kept.at("/0/from/name").asText());
        assertEquals(kept.get(0), grace.got(messages() + "/" + sent.path("seq").asLong()));
    }

    @Test
    void idempotencyKeyGoesBeforeTheQueryAndThatBeforeTheBody() {
        String body = "{\"cid\":\"body\",\"text\":\"one\"}";
        JsonNode byKey = Frame.read(ada.http()
                .contentType(ContentType.JSON)
                .header("Idempotency-Key", "\"key\"")
                .body(body)
                .post(messages() + "?cid=query")
                .then()
                .statusCode(201)
                .extract()
                .asString());
        assertTrue(byKey.path("id").asText().endsWith(".key"), byKey::toString);
        JsonNode byQuery = read(asks(ada, "POST", messages() + "?cid=query", body), 201);
        assertTrue(byQuery.path("id").asText().endsWith(".query"), byQuery::toString);
        JsonNode byBody = read(asks(ada, "POST", messages(), body), 201);
        assertTrue(byBody.path("id").asText().endsWith(".body"), byBody::toString);
        JsonNode first = read(asks(ada, "POST", messages(), "{\"text\":\"one\"}"), 201);
        JsonNode second = read(asks(ada, "POST", messages(), "{\"text\":\"one\"}"), 201);
        assertFalse(first.path("id").equals(second.path("id")));
    }

    @Test
    void messageIsEditedReactedToAndDeleted() {
        long seq = read(asks(ada, "POST", messages(), "{\"text\":\"one\"}"), 201)
                .path("seq")
                .asLong();
        read(asks(ada, "PATCH", messages() + "/" + seq, "{\"text\":\"two\"}"), 200);
        read(asks(grace, "PUT", messages() + "/" + seq + "/reactions/👍", ""), 200);
        JsonNode changed = ada.got(messages() + "/" + seq);
        assertEquals("two", changed.path("text").asText());
        assertEquals(1, changed.at("/reactions/👍/count").asInt());
        read(asks(grace, "DELETE", messages() + "/" + seq + "/reactions/👍", ""), 200);
        assertTrue(ada.got(messages() + "/" + seq).path("reactions").isEmpty());
        asks(grace, "PATCH", messages() + "/" + seq, "{\"text\":\"mine\"}")
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        read(asks(ada, "DELETE", messages() + "/" + seq, ""), 200);
        assertTrue(ada.got(messages() + "/" + seq).path("deleted").asBoolean());
        ada.http().get(messages() + "/" + (seq + 100)).then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void personIsWrittenToByTheirId() {
        String self = grace.got("/api/rooms/" + tea + "/members?query=grace")
                .at("/members/0/id")
                .asText();
        JsonNode sent = read(asks(ada, "POST", "/api/rooms/@" + self + "/messages", "{\"text\":\"psst\"}"), 201);
        assertTrue(sent.path("room").asText().startsWith("d:"));
        JsonNode read = grace.got("/api/rooms/" + sent.path("room").asText() + "/messages");
        assertEquals("psst", read.at("/messages/0/text").asText());
    }

    @Test
    void batchIsAnsweredItemByItemAndInItsOrder() {
        String body = "[{\"room\":\"" + tea + "\",\"cid\":\"b1\",\"text\":\"one\"},"
                + "{\"room\":\"" + tea + "\",\"cid\":\"b 2\",\"text\":\"bad cid\"},"
                + "7,{\"room\":\"no-such-room-here\",\"text\":\"lost\"},"
                + "{\"room\":\"" + tea + "\",\"text\":\"two\",\"data\":{\"a\":[1,{\"b\":\"]}\"}]}}]";
        JsonNode answers = read(asks(ada, "POST", "/api/batch", body), 200);
        assertEquals(5, answers.size());
        assertTrue(answers.get(0).path("ok").has("seq"), answers::toString);
        assertEquals("bad_request", answers.at("/1/error/code").asText());
        assertEquals("bad_request", answers.at("/2/error/code").asText());
        assertEquals("not_found", answers.at("/3/error/code").asText());
        assertEquals(
                answers.at("/0/ok/seq").asLong() + 1, answers.at("/4/ok/seq").asLong());
        JsonNode again = read(asks(ada, "POST", "/api/batch", body), 200);
        assertTrue(again.at("/0/ok/duplicate").asBoolean());
    }

    @Test
    void batchHasAtMostAHundredMessagesAndAMebibyte() {
        String hundred = IntStream.range(0, 101)
                .mapToObj(i -> "{}")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        asks(ada, "POST", "/api/batch", "[" + hundred + "]").statusCode(400).body("code", equalTo("bad_request"));
        asks(ada, "POST", "/api/batch", "{}").statusCode(400).body("detail", containsString("array"));
        asks(ada, "POST", "/api/batch", "[\"" + "x".repeat(1 << 20) + "\"]")
                .statusCode(413)
                .body("code", equalTo("too_large"));
        JsonNode large = read(
                asks(
                        ada,
                        "POST",
                        "/api/batch",
                        "[{\"room\":\"" + tea + "\",\"text\":\"" + "x".repeat(100_000) + "\"},{\"room\":\"" + tea
                                + "\",\"text\":\"fits\"}]"),
                200);
        assertEquals("too_large", large.at("/0/error/code").asText());
        assertTrue(large.at("/1/ok").has("seq"), large::toString);
        asks(ada, "POST", messages(), "{\"text\":\"" + "x".repeat(100_000) + "\"}")
                .statusCode(413)
                .body("code", equalTo("too_large"));
    }

    @Test
    void roomIsCreatedRetitledJoinedAndLeft() {
        JsonNode made =
                read(asks(ada, "POST", "/api/rooms", "{\"title\":\"Garden " + tea + "\",\"kind\":\"public\"}"), 201);
        String room = made.path("room").asText();
        assertEquals("owner", made.path("role").asText());
        read(asks(ada, "PATCH", "/api/rooms/" + room, "{\"title\":\"Vegetables\"}"), 200);
        assertEquals("Vegetables", ada.got("/api/rooms/" + room).path("title").asText());
        read(asks(ada, "PATCH", "/api/rooms/" + room, "{\"title\":\"News\",\"write\":\"moderators\"}"), 200);
        assertEquals("News", ada.got("/api/rooms/" + room).path("title").asText());
        assertEquals("moderators", ada.got("/api/rooms/" + room).path("write").asText());
        asks(ada, "PATCH", "/api/rooms/" + room, "{}").statusCode(400).body("code", equalTo("bad_request"));
        String self = grace.got("/api/rooms/" + tea + "/members?query=grace")
                .at("/members/0/id")
                .asText();
        JsonNode joined = read(asks(grace, "PUT", "/api/rooms/" + room + "/members/" + self, ""), 200);
        assertEquals(room, joined.path("room").asText());
        assertEquals(2, joined.path("members").asInt());
        asks(grace, "POST", "/api/rooms/" + room + "/messages", "{\"text\":\"and I?\"}")
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        asks(grace, "POST", "/api/rooms/" + room + "/events", "{\"name\":\"score\"}")
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        asks(ada, "POST", "/api/rooms/" + room + "/messages", "{\"text\":\"news\"}")
                .statusCode(201);
        read(asks(grace, "DELETE", "/api/rooms/" + room + "/members/" + self, ""), 200);
        grace.http().get("/api/rooms/" + room).then().statusCode(403).body("code", equalTo("not_member"));
        read(asks(ada, "PUT", "/api/rooms/" + room + "/members/" + self, ""), 200);
        assertEquals(room, grace.got("/api/rooms/" + room).path("room").asText());
        read(asks(ada, "DELETE", "/api/rooms/" + room + "/members/" + self, ""), 200);
        grace.http().get("/api/rooms/" + room).then().statusCode(403);
    }

    @Test
    void anyOtherCommandIsItsBody() {
        assertTrue(read(asks(ada, "POST", "/api/commands", "{\"op\":\"ping\"}"), 200)
                .has("now"));
        JsonNode renamed =
                read(asks(ada, "POST", "/api/commands", "{\"op\":\"rename\",\"name\":\"Ada Lovelace\"}"), 200);
        assertEquals("Ada Lovelace", renamed.at("/user/name").asText());
        asks(ada, "POST", messages(), "{\"text\":\"under my new name\"}").statusCode(201);
        assertEquals(
                "Ada Lovelace", grace.history(tea).at("/messages/0/from/name").asText());
        assertEquals(
                ada.history(tea),
                read(asks(ada, "POST", "/api/commands", "{\"op\":\"history\",\"room\":\"" + tea + "\"}"), 200));
        long seq = grace.history(tea).at("/messages/0/seq").asLong();
        read(
                asks(grace, "POST", "/api/commands", "{\"op\":\"read\",\"room\":\"" + tea + "\",\"seq\":" + seq + "}"),
                200);
        assertEquals(0, grace.got("/api/rooms/" + tea).path("unread").asInt());
    }

    static Stream<Arguments> needConnections() {
        return Stream.of(
                Arguments.of("{\"op\":\"hello\"}", 501, "unsupported"),
                Arguments.of("{\"op\":\"typing\",\"room\":\"lobby\",\"on\":true}", 501, "unsupported"),
                Arguments.of("{\"op\":\"rooms\",\"watch\":true}", 501, "unsupported"),
                Arguments.of("{\"op\":\"juggle\"}", 501, "unsupported"),
                Arguments.of("{\"op\":\"emit\",\"name\":\"wave\",\"to\":\"self\"}", 400, "bad_request"),
                Arguments.of("{}", 400, "bad_request"),
                Arguments.of("[]", 400, "bad_request"),
                Arguments.of("no JSON", 400, "bad_request"));
    }

    @ParameterizedTest
    @MethodSource("needConnections")
    void whatIsNoCommandOfARequestIsRefused(String body, int status, String code) {
        asks(ada, "POST", "/api/commands", body)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    @Test
    void eventReachesTheRoomAndNotEverybodyWithoutARole() {
        read(asks(ada, "POST", "/api/rooms/" + tea + "/events", "{\"name\":\"wave\",\"data\":{\"n\":1}}"), 200);
        JsonNode event = grace.hears("event");
        assertEquals("wave", event.path("name").asText());
        assertEquals(1, event.at("/data/n").asInt());
        for (String to : List.of("self", "all")) {
            asks(ada, "POST", "/api/rooms/" + tea + "/events", "{\"name\":\"wave\",\"to\":\"" + to + "\"}")
                    .statusCode(400)
                    .body("code", equalTo("bad_request"));
        }
        asks(ada, "POST", "/api/events", "{\"name\":\"wave\",\"to\":\"self\"}")
                .statusCode(400)
                .body("code", equalTo("bad_request"));
        asks(ada, "POST", "/api/events", "{\"name\":\"wave\",\"to\":\"others\",\"room\":\"" + tea + "\"}")
                .statusCode(400)
                .body("detail", containsString("/api/rooms/{room}/events"));
        asks(ada, "POST", "/api/events", "{\"name\":\"wave\"}").statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void whoIsProvenBeforeTheBodyIsRead() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("[]")
                .post(messages())
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void methodsOfAPathAreAllowedAlone() {
        asks(ada, "PUT", messages(), "{}").statusCode(405).header("Allow", equalTo("GET, HEAD, POST, OPTIONS"));
        asks(ada, "OPTIONS", messages() + "/1", "")
                .statusCode(204)
                .header("Allow", equalTo("DELETE, GET, HEAD, PATCH, OPTIONS"));
        asks(ada, "OPTIONS", "/api/nothing", "").statusCode(404);
        asks(ada, "GET", "/api/commands", "").statusCode(405).header("Allow", equalTo("POST, OPTIONS"));
        ada.http()
                .contentType(ContentType.TEXT)
                .body("{}")
                .post(messages())
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported"));
    }
}
