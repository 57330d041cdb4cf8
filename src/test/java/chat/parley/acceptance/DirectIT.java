package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Store;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages to a person, from any pod to any pod (protocol.md sections 3 and 4).
@Lane(Lane.PROTOCOL)
final class DirectIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void messageReachesEveryDeviceOfBothUsersAndNobodyElse() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member tab = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.there());
                Member phone = grace.elsewhere(PODS.here());
                Member eve = Member.named("Eve", PODS.here())) {
            JsonNode sent = writes(ada, grace, "hello");
            String room = sent.get("room").asText();
            assertEquals(1, sent.get("seq").asLong());
            for (Member device : List.of(ada, tab)) {
                assertEquals("Grace", opened(device, room).at("/with/name").asText());
            }
            for (Member device : List.of(grace, phone)) {
                JsonNode state = opened(device, room);
                assertEquals(ada.id(), state.at("/with/id").asText());
                assertEquals("Ada", state.at("/with/name").asText());
                if (!state.at("/with/online").asBoolean()) {
                    device.sees(room, ada, "joined");
                }
                assertEquals("direct", state.get("kind").asText());
                assertFalse(state.has("title") || state.has("role"), state::toString);
                assertEquals(0, state.get("unread").asInt(), "what opens it comes behind it");
                assertEquals(
                        state.get("head").asLong() + 1,
                        device.hears(room, "hello").get("seq").asLong());
            }
            writes(grace, ada, "hello yourself");
            ada.says(room, "x", "by its id");
            for (Member device : List.of(ada, tab, grace, phone)) {
                device.hears(room, "hello");
                device.hears(room, "hello yourself");
                device.hears(room, "by its id");
            }
            eve.settles();
            assertEquals(List.of(), eve.heard().all(frame -> frame.toString().contains(room)));
        }
    }

    @Test
    void outsiderFindsNothing() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there());
                Member eve = Member.named("Eve", PODS.here())) {
            String room = writes(ada, grace, "hello").get("room").asText();
            assertEquals("not_found", eve.refusalCode().joins(room));
            assertEquals("not_found", eve.refusalCode().leaves(room));
            assertEquals("not_found", eve.refusalCode().history(room));
            assertEquals("not_found", eve.refusalCode().members(room));
            assertEquals("not_found", eve.refusalCode().says(room, "x", "hi"));
            assertEquals("not_found", eve.refusalCode().edits(room, 1, "y", "hi"));
            assertEquals("not_found", eve.refusalCode().deletes(room, 1, "z"));
            JsonNode rooms = eve.rooms("d:");
            assertEquals(0, rooms.get("rooms").size());
        }
    }

    @Test
    void messageToAnUnknownUserIsRefused() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertEquals("not_found", ada.refusalCode().says("@" + "z".repeat(26), "x", "hi"));
        }
    }

    @Test
    void notesToOneselfReachAllOwnDevices() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there())) {
            String room = writes(ada, ada, "milk").get("room").asText();
            assertEquals("d:" + ada.id() + ":" + ada.id(), room);
            assertEquals(ada.id(), opened(phone, room).at("/with/id").asText());
            phone.hears(room, "milk");
            assertEquals(1, ada.back(PODS.there()).found(room).get("members").asInt());
        }
    }

    @Test
    void nextHelloListsTheConversationAndDeliversMissedMessages() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            grace.vanishes();
            String room = writes(ada, grace, "hello").get("room").asText();
            JsonNode found = grace.back(PODS.here()).found(room);
            assertEquals(1, found.get("unread").asInt());
            assertEquals("hello", grace.history(room).at("/messages/0/text").asText());
            ada.says(room, "more");
            grace.hears(room, "more");
        }
    }

    @Test
    void leavingHidesTheConversationUntilItsNextMessage() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there());
                Member phone = grace.elsewhere(PODS.here())) {
            String room = writes(ada, grace, "one").get("room").asText();
            opened(phone, room);
            opened(grace, room);
            grace.leaves(room);
            phone.heard().first("the removal", Member.event("room", room).and(one -> one.has("reason")));
            assertEquals(0, count(grace.back(PODS.there()).welcome(), room));
            JsonNode next = ada.says(room, "two");
            assertEquals(2, next.get("seq").asLong());
            for (Member device : List.of(grace, phone)) {
                device.hears(room, "two");
            }
            assertEquals(2, grace.history(room).get("messages").size());
            assertEquals(1, count(grace.back(PODS.there()).welcome(), room));
        }
    }

    /// The list is written before the room: a pod killed in between leaves one room too many on the list.
    @Test
    void nextHelloRemovesListEntriesLeftByAKilledPod() {
        try (Store store = new Store(PODS.redis().address());
                Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            String list = "parley:{user:" + grace.id() + "}:rooms";
            store.asks(Command.SADD, list, room(ada, grace));
            assertEquals(0, count(grace.back(PODS.here()).welcome(), room(ada, grace)));
            await().until(() ->
                    store.text(Command.SISMEMBER, list, room(ada, grace)).equals("0"));
            String room = writes(ada, grace, "hello").get("room").asText();
            grace.hears(room, "hello");
            grace.leaves(room);
            store.asks(Command.SADD, list, room);
            assertEquals(0, count(grace.back(PODS.here()).welcome(), room), "hidden is hidden");
            assertEquals("not_found", grace.refusalCode().history(room));
            assertEquals("not_found", grace.refusalCode().members(room));
            assertEquals("not_found", grace.refusalCode().receipts(room, 1));
            ada.says(room, "again");
            grace.hears(room, "again");
        }
    }

    @Test
    void concurrentMessagesToANewContactKeepTheirOrder() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            for (int i = 1; i <= 20; i++) {
                ada.pipelined().writes(grace, "c" + i, "m" + i);
            }
            String room = room(ada, grace);
            grace.hears(room, "m20");
            List<String> heard = grace.heard().all(Member.message(room)).stream()
                    .map(one -> one.get("text").asText())
                    .toList();
            assertEquals(IntStream.rangeClosed(1, 20).mapToObj(i -> "m" + i).toList(), heard);
        }
    }

    @Test
    void renameOfTheOtherUserShows() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            String room = writes(ada, grace, "hello").get("room").asText();
            opened(grace, room);
            grace.renames("Grace H.");
            ada.heard().first("the name", one -> one.path("ev").asText().equals("user"));
            assertEquals(
                    "Grace H.",
                    ada.back(PODS.there()).found(room).at("/with/name").asText());
        }
    }

    @Test
    void directMessagesAreEditedLikeOthers() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            String room = writes(ada, grace, "helo").get("room").asText();
            ada.edits(room, 1, "e", "hello");
            assertEquals(
                    "hello",
                    grace.heard()
                            .first("the edit", Member.event("edit", room))
                            .get("text")
                            .asText());
            assertEquals("forbidden", grace.refusalCode().deletes(room, 1, "d"));
            ada.deletes(room, 1, "d");
            grace.heard().first("the deletion", Member.event("delete", room));
        }
    }

    @Test
    void simultaneousFirstMessagesShareOneRoom() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            String one = ada.pipelined().writes(grace, "a", "from ada");
            String other = grace.pipelined().writes(ada, "g", "from grace");
            ada.reply(one);
            grace.reply(other);
            for (Member device : List.of(ada, grace)) {
                device.hears(room(ada, grace), "from ada");
                device.hears(room(ada, grace), "from grace");
            }
        }
    }

    static JsonNode writes(Member from, Member to, String text) {
        return from.writes(to, text);
    }

    static JsonNode opened(Member device, String room) {
        return device.heard().first("the room", Member.event("room", room).and(one -> one.has("state")));
    }

    private static String room(Member one, Member other) {
        return one.id().compareTo(other.id()) <= 0
                ? "d:" + one.id() + ":" + other.id()
                : "d:" + other.id() + ":" + one.id();
    }

    private static int count(JsonNode welcome, String room) {
        int count = 0;
        for (JsonNode state : welcome.get("rooms")) {
            count += state.get("room").asText().equals(room) ? 1 : 0;
        }
        return count;
    }
}
