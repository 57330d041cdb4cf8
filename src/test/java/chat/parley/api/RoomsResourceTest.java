package chat.parley.api;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class RoomsResourceTest {

    private final String tea = Talker.freshRoom();
    private Talker ada;

    @BeforeEach
    void adaIsInTheRoom() {
        ada = new Talker("Ada");
        ada.joins(tea);
    }

    @AfterEach
    void adaGoes() {
        ada.close();
    }

    @Test
    void messagesAreTheSameAsOnTheSocket() {
        ada.says(tea, "one");
        ada.says(tea, "two ☕");
        assertEquals(ada.history(tea), ada.got("/api/rooms/" + tea + "/messages"));
    }

    @Test
    void unreadCountIsTheSameAsOnTheSocket() {
        Talker grace = new Talker("Grace");
        grace.joins(tea);
        long first = ada.got("/api/rooms/" + tea).path("head").asLong() + 1;
        ada.says(tea, "one");
        ada.says(tea, "two");
        assertEquals(2, grace.got("/api/rooms/" + tea).path("unread").asInt());
        grace.reads(tea, first);
        JsonNode state = grace.got("/api/rooms/" + tea);
        assertEquals(1, state.path("unread").asInt());
        assertEquals(first, state.path("read").asLong());
        assertEquals(0, state.path("mentions").asInt());
        grace.close();
    }

    @Test
    void messagesArePagedInBothDirections() {
        for (String text : new String[] {"one", "two", "three"}) {
            ada.says(tea, text);
        }
        JsonNode newest = ada.got("/api/rooms/" + tea + "/messages?limit=1");
        assertEquals("three", newest.at("/messages/0/text").asText());
        assertTrue(newest.path("more").asBoolean());
        long seq = newest.at("/messages/0/seq").asLong();
        JsonNode before = ada.got("/api/rooms/" + tea + "/messages?limit=5&before=" + seq);
        assertEquals("one", before.at("/messages/0/text").asText());
        assertEquals("two", before.at("/messages/1/text").asText());
        assertFalse(before.path("more").asBoolean());
        JsonNode after = ada.got("/api/rooms/" + tea + "/messages?limit=1&after=" + (seq - 2));
        assertEquals("two", after.at("/messages/0/text").asText());
        assertTrue(after.path("more").asBoolean());
    }

    @Test
    void membersAreTheSameAsOnTheSocket() {
        assertEquals(ada.members(tea), ada.got("/api/rooms/" + tea + "/members"));
    }

    @Test
    void membersAreFoundByNameAndListedForModeratorsOnly() {
        assertEquals(ada.membersNamed(tea, "ada"), ada.got("/api/rooms/" + tea + "/members?query=ada"));
        assertEquals(
                1,
                ada.got("/api/rooms/" + tea + "/members?query=AD")
                        .path("members")
                        .size());
        assertEquals(
                0,
                ada.got("/api/rooms/" + tea + "/members?query=da")
                        .path("members")
                        .size());
        ada.http()
                .get("/api/rooms/{room}/members?only=muted", tea)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        ada.http()
                .get("/api/rooms/{room}/members?only=online", tea)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"));
    }

    @Test
    void memberListWithAnExpiredCursorStartsOver() {
        ada.http()
                .get("/api/rooms/{room}/members?cursor=all.0.forgotten", tea)
                .then()
                .statusCode(400)
                .body("code", equalTo("bad_request"), "detail", containsString("start again"));
    }

    @Test
    void roomIsTheSameAsInHello() {
        ada.says(tea, "one");
        JsonNode room = ada.got("/api/rooms/" + tea);
        assertEquals(tea, room.path("room").asText());
        assertEquals("public", room.path("kind").asText());
        assertEquals("member", room.path("role").asText());
        assertEquals("fresh", room.path("state").asText());
        assertEquals(1, room.path("members").asInt());
        assertEquals(1, room.path("online").asInt());
        assertEquals(room.path("head").asLong(), room.path("read").asLong());
        assertEquals(0, room.path("unread").asInt());
    }

    @Test
    void publicRoomsAreListedForEverybodyAndFoundByPrefix() {
        try (Talker grace = new Talker("Grace")) {
            grace.http()
                    .queryParam("query", tea.substring(0, tea.length() - 2))
                    .get("/api/rooms")
                    .then()
                    .statusCode(200)
                    .body("rooms.room", hasItem(tea), "rooms.size()", equalTo(1));
            assertTrue(grace.got("/api/rooms").path("total").asInt() >= 2);
        }
    }

    @Test
    void outsiderIsRefusedAsNonMember() {
        try (Talker grace = new Talker("Grace")) {
            for (String part : new String[] {"", "/messages", "/members"}) {
                grace.http()
                        .get("/api/rooms/" + tea + part)
                        .then()
                        .statusCode(403)
                        .body("code", equalTo("not_member"));
                grace.http()
                        .get("/api/rooms/g:not-to-be-guessed" + part)
                        .then()
                        .statusCode(404)
                        .body("code", equalTo("not_found"));
            }
        }
    }
}
