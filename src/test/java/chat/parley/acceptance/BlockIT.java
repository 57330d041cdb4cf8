package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Blocked users write as before and notice nothing; none of it is delivered (protocol.md section 4;
/// src/docs/adr/0005).
@Lane(Lane.PROTOCOL)
final class BlockIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void whatTheBlockedWritesHeAloneSees() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member phone = eve.elsewhere(PODS.there());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            String epoch = DirectIT.opened(eve, room).get("epoch").asText();
            DirectIT.opened(phone, room);
            DirectIT.opened(ada, room);
            ada.connection().ok("block", "user", eve.id());
            JsonNode sent = DirectIT.writes(eve, ada, "unheard");
            assertEquals(2, sent.get("seq").asLong());
            assertEquals(sent.get("id"), eve.hears(room, "unheard").get("id"));
            phone.hears(room, "unheard");
            eve.connection().ok("edit", "room", room, "seq", 2, "cid", "e", "text", "unheard, edited");
            eve.connection().ok("react", "room", room, "seq", 1, "cid", "r", "emoji", "🙊", "on", true);
            assertEquals(5, ada.says(room, "fence").get("seq").asLong());
            ada.hears(room, "fence");
            eve.hears(room, "fence");
            assertFalse(ada.heard().all().toString().contains("unheard"));
            assertFalse(ada.heard().all().toString().contains("🙊"));
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(ada.heard().all(one -> log(one, room))), "no hole for her");
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(eve.heard().all(one -> log(one, room))), "nor for him");

            JsonNode hers = ada.connection().ok("history", "room", room);
            assertEquals(2, hers.get("messages").size());
            assertFalse(hers.toString().contains("unheard"), hers::toString);
            JsonNode his = phone.connection().ok("history", "room", room);
            assertEquals(3, his.get("messages").size());
            assertTrue(his.at("/messages/0/reactions/🙊/mine").asBoolean());
            assertEquals("unheard, edited", his.at("/messages/1/text").asText());

            JsonNode missedByHer = ada.back(PODS.here(), room, epoch, 1).found(room);
            assertEquals(4, missedByHer.get("events").size());
            assertEquals(0, missedByHer.get("unread").asInt());
            assertFalse(missedByHer.toString().contains("unheard"), missedByHer::toString);
            assertTrue(eve.back(PODS.there(), room, epoch, 1)
                    .found(room)
                    .at("/events/0/text")
                    .asText()
                    .equals("unheard, edited"));
        }
    }

    @Test
    void theBlockedIsNotToldThatAnythingWasSeen() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member beside = eve.elsewhere(PODS.there());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            DirectIT.opened(eve, room);
            DirectIT.opened(ada, room);
            ada.connection().ok("block", "user", eve.id());
            long unheard = eve.says(room, "unheard").get("seq").asLong();
            seenBy(eve, unheard, ada, room);
            ada.connection().ok("read", "room", room, "seq", unheard);
            long fence = ada.says(room, "fence").get("seq").asLong();
            // Her pod delivers this with or after hers: if hers had been delivered, it would have arrived by now.
            beside.connection().ok("read", "room", room, "seq", fence);
            seenBy(eve, fence, ada, room);
            ada.connection().ok("unblock", "user", eve.id());
            long heard = eve.says(room, "heard").get("seq").asLong();
            ada.connection().ok("read", "room", room, "seq", heard);
            seenBy(ada, heard, eve, room);
            assertEquals(List.of(), eve.heard().all(seen(ada, unheard, heard - 1, room)));
        }
    }

    private static void seenBy(Member who, long seq, Member told, String room) {
        told.heard().first(who.name() + " seeing " + seq, seen(who, seq, seq, room));
    }

    private static Predicate<JsonNode> seen(Member who, long from, long to, String room) {
        return Member.event("receipt", room).and(receipt -> {
            for (JsonNode user : receipt.get("users")) {
                long seq = user.path("seen").asLong();
                if (user.get("id").asText().equals(who.id()) && from <= seq && seq <= to) {
                    return true;
                }
            }
            return false;
        });
    }

    /// A stranger learns a user's online state only after that user has answered (protocol.md section 4).
    @Test
    void whoHasNotAnsweredIsNotSeenToBeOnline() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(eve, ada, "hello").get("room").asText();
            DirectIT.opened(ada, room);
            // Her own device subscribes to the new room in its own time.
            await("who wrote is seen")
                    .atMost(10, SECONDS)
                    .until(() -> with(ada, room).get("online").asBoolean());
            assertFalse(with(eve, room).get("online").asBoolean(), "who only got it is not");
            assertEquals(1, state(eve, room).get("online").asInt());
            ada.says(room, "yes?");
            eve.sees(room, ada, "joined");
            assertTrue(with(eve, room).get("online").asBoolean());
            assertEquals(2, state(eve, room).get("online").asInt());
        }
    }

    /// Blocked users see the name at that time, nobody online, no typing, no receipts (protocol.md section
    /// 4).
    @Test
    void theBlockedLearnsNothingOfWhoBlockedHim() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            JsonNode first = DirectIT.writes(eve, ada, "hello");
            String room = first.get("room").asText();
            long seq = first.get("seq").asLong();
            DirectIT.opened(eve, room);
            DirectIT.opened(ada, room);
            ada.says(room, "hello to you");
            eve.sees(room, ada, "joined");
            int before = eve.sightings(room, ada, "joined");
            assertTrue(with(eve, room).get("online").asBoolean());
            ada.connection().ok("block", "user", eve.id());
            eve.sees(room, ada, "left");
            assertTrue(with(ada, room).get("online").asBoolean(), "who blocks sees as before");
            ada.connection().ok("rename", "name", "Countess");
            ada.connection().ok("read", "room", room, "seq", seq);
            ada.connection().ok("typing", "room", room, "on", true);
            ada.says(room, "fence");
            eve.hears(room, "fence");
            JsonNode peer = with(eve, room);
            assertEquals("Ada", peer.get("name").asText());
            assertFalse(peer.get("online").asBoolean());
            JsonNode members = eve.connection().ok("members", "room", room);
            assertEquals(1, members.get("online").asInt());
            for (JsonNode one : members.get("members")) {
                if (one.get("id").asText().equals(ada.id())) {
                    assertEquals("Ada", one.get("name").asText());
                    assertFalse(one.get("online").asBoolean());
                }
            }
            JsonNode receipts = eve.connection().ok("receipts", "room", room, "seq", seq);
            assertEquals(0, receipts.at("/counts/seen").asInt());
            assertEquals(0, receipts.at("/counts/delivered").asInt());
            assertEquals(
                    List.of(),
                    eve.heard()
                            .all(Member.event("typing", room)
                                    .and(one -> one.get("users").toString().contains(ada.id()))));
            assertEquals(before, eve.sightings(room, ada, "joined"));
            ada.connection().ok("unblock", "user", eve.id());
            await().atMost(10, SECONDS).until(() -> eve.sightings(room, ada, "joined") > before);
            assertEquals("Countess", with(eve, room).get("name").asText());
        }
    }

    private static JsonNode state(Member who, String room) {
        return who.connection().ok("join", "room", room);
    }

    private static JsonNode with(Member who, String room) {
        return state(who, room).get("with");
    }

    @Test
    void whatTheBlockedTakesBackLeavesWhatIsUnread() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            DirectIT.opened(eve, room);
            DirectIT.opened(ada, room);
            ada.connection().ok("block", "user", eve.id());
            for (int i = 0; i < 3; i++) {
                long seq = eve.says(room, "unheard").get("seq").asLong();
                eve.connection().ok("delete", "room", room, "seq", seq, "cid", "d" + i);
            }
            ada.connection().ok("unblock", "user", eve.id());
            eve.says(room, "one");
            eve.says(room, "two");
            assertEquals(2, state(ada, room).get("unread").asInt());
        }
    }

    @Test
    void aRepeatedOneGetsItsFirstAnswer() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            ada.connection().ok("block", "user", eve.id());
            JsonNode first = eve.connection().ok("send", "room", "@" + ada.id(), "cid", "x", "text", "unheard");
            JsonNode again = eve.connection().ok("send", "room", "@" + ada.id(), "cid", "x", "text", "unheard");
            assertTrue(again.get("duplicate").asBoolean());
            assertEquals(first.get("seq"), again.get("seq"));
        }
    }

    @Test
    void theFirstMessageOfTheBlockedMakesARoomForHimAlone() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            ada.connection().ok("block", "user", eve.id());
            String room = DirectIT.writes(eve, ada, "unheard").get("room").asText();
            JsonNode state = DirectIT.opened(eve, room);
            assertEquals(2, state.get("members").asInt(), "as if it had arrived");
            assertEquals("Ada", state.at("/with/name").asText());
            ada.connection().settles();
            assertEquals(List.of(), ada.heard().all(one -> one.toString().contains(room)));
            assertFalse(ada.back(PODS.here()).welcome().toString().contains(room));

            ada.connection().ok("unblock", "user", eve.id());
            eve.says(room, "heard");
            ada.hears(room, "heard");
            assertFalse(ada.connection().ok("history", "room", room).toString().contains("unheard"));
            assertEquals(
                    2,
                    eve.connection().ok("history", "room", room).get("messages").size());
        }
    }

    @Test
    void whatTheBlockedTakesBackIsGoneForBoth() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(eve, ada, "regret").get("room").asText();
            DirectIT.opened(ada, room);
            ada.connection().ok("block", "user", eve.id());
            eve.connection().ok("edit", "room", room, "seq", 1, "cid", "e", "text", "regret, edited");
            eve.connection().ok("delete", "room", room, "seq", 1, "cid", "d");
            ada.heard()
                    .first(
                            "the deletion",
                            Member.event("delete", room)
                                    .and(one -> one.get("of").asLong() == 1));
            for (Member one : List.of(ada, eve)) {
                JsonNode message = one.connection().ok("history", "room", room).at("/messages/0");
                assertTrue(message.get("deleted").asBoolean(), message::toString);
            }
        }
    }

    @Test
    void nobodyBlocksHimselfOrNobody() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertEquals(
                    "bad_request",
                    ada.connection()
                            .refusal("block", "user", ada.id())
                            .get("code")
                            .asText());
            assertEquals(
                    "not_found",
                    ada.connection()
                            .refusal("block", "user", "z".repeat(26))
                            .get("code")
                            .asText());
        }
    }

    private static boolean log(JsonNode frame, String room) {
        return frame.path("room").asText().equals(room)
                && List.of("message", "edit", "delete", "react")
                        .contains(frame.path("ev").asText());
    }

    private static List<Long> seqs(List<JsonNode> events) {
        List<Long> seqs = new ArrayList<>();
        events.forEach(one -> seqs.add(one.get("seq").asLong()));
        return seqs;
    }
}
