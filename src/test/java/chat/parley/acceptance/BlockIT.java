package chat.parley.acceptance;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
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
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Blocked users write as before and notice nothing; none of it is delivered (protocol.md section 4;
/// src/docs/adr/0005-what-is-gone-keeps-its-place.md).
@Lane(Lane.PROTOCOL)
final class BlockIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void onlyTheBlockedUserSeesTheirOwnMessages() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member phone = eve.elsewhere(PODS.there());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            String epoch = DirectIT.opened(eve, room).get("epoch").asText();
            DirectIT.opened(phone, room);
            DirectIT.opened(ada, room);
            ada.blocks(eve);
            JsonNode sent = DirectIT.writes(eve, ada, "unheard");
            assertEquals(2, sent.get("seq").asLong());
            assertEquals(sent.get("id"), eve.hears(room, "unheard").get("id"));
            phone.hears(room, "unheard");
            eve.edits(room, 2, "e", "unheard, edited");
            eve.reacts(room, 1, "🙊");
            assertEquals(5, ada.says(room, "fence").get("seq").asLong());
            ada.hears(room, "fence");
            eve.hears(room, "fence");
            eve.emits(room, "room", "unheard.all", 1);
            phone.emits(room, "others", "unheard.others", 1);
            for (String name : List.of("unheard.all", "unheard.others")) {
                eve.heard()
                        .first(
                                "their own event",
                                one -> name.equals(one.path("name").asText()));
            }
            phone.heard()
                    .first(
                            "on the other pod, too",
                            one -> "unheard.all".equals(one.path("name").asText()));
            assertEquals(
                    List.of(),
                    phone.heard()
                            .all(one -> "unheard.others".equals(one.path("name").asText())));
            assertFalse(ada.heard().all().toString().contains("unheard"));
            assertFalse(ada.heard().all().toString().contains("🙊"));
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(ada.heard().all(one -> log(one, room))), "no hole for her");
            assertEquals(List.of(1L, 2L, 3L, 4L, 5L), seqs(eve.heard().all(one -> log(one, room))), "nor for them");

            JsonNode hers = ada.history(room);
            assertEquals(2, hers.get("messages").size());
            assertFalse(hers.toString().contains("unheard"), hers::toString);
            JsonNode theirs = phone.history(room);
            assertEquals(3, theirs.get("messages").size());
            assertTrue(theirs.at("/messages/0/reactions/🙊/mine").asBoolean());
            assertEquals("unheard, edited", theirs.at("/messages/1/text").asText());

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
    void whoReactedBetraysNoBlock() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            DirectIT.opened(eve, room);
            DirectIT.opened(ada, room);
            ada.reacts(room, 1, "👍");
            ada.blocks(eve);
            ada.renames("Ada from now on");
            eve.reacts(room, 1, "👍");
            eve.reacts(room, 1, "🙊");
            assertEquals(Set.of("Ada", "Eve"), names(eve.reactors(room, 1, "👍")), "the name of then");
            assertEquals(Set.of("Eve"), names(eve.reactors(room, 1, "🙊")));
            assertEquals(Set.of("Ada from now on"), names(ada.reactors(room, 1, "👍")));
            assertEquals(Set.of(), names(ada.reactors(room, 1, "🙊")));
        }
    }

    private static Set<String> names(JsonNode page) {
        return Set.copyOf(page.get("users").findValuesAsText("name"));
    }

    @Test
    void blockedUserGetsNoReadReceipts() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member beside = eve.elsewhere(PODS.there());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            DirectIT.opened(eve, room);
            DirectIT.opened(ada, room);
            ada.blocks(eve);
            long unheard = eve.says(room, "unheard").get("seq").asLong();
            seenBy(eve, unheard, ada, room);
            ada.reads(room, unheard);
            long fence = ada.says(room, "fence").get("seq").asLong();
            // The same pod sends this receipt with Ada's or after it: a receipt from Ada would have arrived by now.
            beside.reads(room, fence);
            seenBy(eve, fence, ada, room);
            ada.unblocks(eve);
            long heard = eve.says(room, "heard").get("seq").asLong();
            ada.reads(room, heard);
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

    /// A stranger learns a user's online state only after that user has answered, but what became of their message
    /// at once (protocol.md section 4).
    @Test
    void recipientWhoHasNotAnsweredIsNotShownAsOnline() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(eve, ada, "hello").get("room").asText();
            DirectIT.opened(ada, room);
            // The sender's own device subscribes to the new room asynchronously.
            await("who wrote is seen")
                    .atMost(10, SECONDS)
                    .until(() -> with(ada, room).get("online").asBoolean());
            assertFalse(with(eve, room).get("online").asBoolean(), "who only got it is not");
            assertEquals(1, state(eve, room).get("online").asInt());
            ada.reads(room, 1);
            ada.types(room, true);
            eve.heard().first("Ada typing", typing(ada, room));
            seenBy(ada, 1, eve, room);
            assertEquals(1, eve.receipts(room, 1).at("/counts/seen").asInt());
            ada.says(room, "yes?");
            eve.sees(room, ada, "joined");
            assertTrue(with(eve, room).get("online").asBoolean());
            assertEquals(2, state(eve, room).get("online").asInt());
        }
    }

    /// Blocked users see the name at that time, nobody online, no typing, no receipts (protocol.md section
    /// 4).
    @Test
    void blockedUserLearnsNothingAboutTheirBlocker() {
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
            long unread = eve.says(room, "are you there?").get("seq").asLong();
            ada.hears(room, "are you there?");
            JsonNode read = eve.receipts(room, seq);
            assertEquals(1, read.at("/counts/seen").asInt(), "her answer shows it");
            ada.blocks(eve);
            eve.sees(room, ada, "left");
            assertTrue(with(ada, room).get("online").asBoolean(), "who blocks sees as before");
            ada.renames("Countess");
            ada.reads(room, unread);
            ada.types(room, true);
            assertEquals(read, eve.receipts(room, seq), "nothing that was seen becomes unseen");
            assertEquals(0, eve.receipts(room, unread).at("/counts/seen").asInt());
            assertEquals(0, eve.receipts(room, unread).at("/counts/delivered").asInt());
            ada.says(room, "fence");
            eve.hears(room, "fence");
            JsonNode peer = with(eve, room);
            assertEquals("Ada", peer.get("name").asText());
            assertFalse(peer.get("online").asBoolean());
            JsonNode members = eve.members(room);
            assertEquals(1, members.get("online").asInt());
            assertEquals(eve.id(), members.at("/members/0/id").asText(), "whoever is shown as offline comes last");
            for (JsonNode one : members.get("members")) {
                if (one.get("id").asText().equals(ada.id())) {
                    assertEquals("Ada", one.get("name").asText());
                    assertFalse(one.get("online").asBoolean());
                }
            }
            assertEquals(1, eve.receipts(room, unread).at("/counts/seen").asInt(), "what she wrote shows it");
            assertEquals(List.of(), eve.heard().all(typing(ada, room)));
            assertEquals(before, eve.sightings(room, ada, "joined"));
            eve.leaves(room);
            DirectIT.writes(eve, ada, "once more");
            await().during(1_500, MILLISECONDS)
                    .atMost(3, SECONDS)
                    .until(() -> eve.heard().all(BlockIT::namesNobody).isEmpty());
            ada.unblocks(eve);
            await().atMost(10, SECONDS).until(() -> eve.sightings(room, ada, "joined") > before);
            assertEquals("Countess", with(eve, room).get("name").asText());
        }
    }

    private static Predicate<JsonNode> typing(Member who, String room) {
        return Member.event("typing", room)
                .and(one -> one.get("users").toString().contains(who.id()));
    }

    private static boolean namesNobody(JsonNode one) {
        return one.path("ev").asText().equals("presence")
                && one.path("room").asText().startsWith("d:")
                && one.path("joined").isEmpty()
                && one.path("left").isEmpty();
    }

    private static JsonNode state(Member who, String room) {
        return who.joins(room);
    }

    private static JsonNode with(Member who, String room) {
        return state(who, room).get("with");
    }

    @Test
    void deletionByABlockedUserLeavesTheUnreadCount() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(ada, eve, "hello").get("room").asText();
            DirectIT.opened(eve, room);
            DirectIT.opened(ada, room);
            ada.blocks(eve);
            for (int i = 0; i < 3; i++) {
                long seq = eve.says(room, "unheard").get("seq").asLong();
                eve.deletes(room, seq, "d" + i);
            }
            ada.unblocks(eve);
            eve.says(room, "one");
            eve.says(room, "two");
            assertEquals(2, state(ada, room).get("unread").asInt());
        }
    }

    @Test
    void repeatedMessageGetsItsFirstAnswer() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            ada.blocks(eve);
            JsonNode first = eve.writes(ada, "x", "unheard");
            JsonNode again = eve.writes(ada, "x", "unheard");
            assertTrue(again.get("duplicate").asBoolean());
            assertEquals(first.get("seq"), again.get("seq"));
        }
    }

    @Test
    void firstMessageOfABlockedUserCreatesARoomForThemAlone() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            ada.blocks(eve);
            String room = DirectIT.writes(eve, ada, "unheard").get("room").asText();
            JsonNode state = DirectIT.opened(eve, room);
            assertEquals(2, state.get("members").asInt(), "as if it had arrived");
            assertEquals("Ada", state.at("/with/name").asText());
            ada.settles();
            assertEquals(List.of(), ada.heard().all(one -> one.toString().contains(room)));
            assertFalse(ada.back(PODS.here()).welcome().toString().contains(room));

            ada.unblocks(eve);
            eve.says(room, "heard");
            ada.hears(room, "heard");
            assertFalse(ada.history(room).toString().contains("unheard"));
            assertEquals(2, eve.history(room).get("messages").size());
        }
    }

    @Test
    void deletionByABlockedUserAppliesToBoth() {
        try (Member eve = Member.named("Eve", PODS.here());
                Member ada = Member.named("Ada", PODS.there())) {
            String room = DirectIT.writes(eve, ada, "regret").get("room").asText();
            DirectIT.opened(ada, room);
            ada.blocks(eve);
            eve.edits(room, 1, "e", "regret, edited");
            eve.deletes(room, 1, "d");
            ada.heard()
                    .first(
                            "the deletion",
                            Member.event("delete", room)
                                    .and(one -> one.get("of").asLong() == 1));
            for (Member one : List.of(ada, eve)) {
                JsonNode message = one.history(room).at("/messages/0");
                assertTrue(message.get("deleted").asBoolean(), message::toString);
            }
        }
    }

    @Test
    void blockingOneselfOrAnUnknownUserIsRefused() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            assertEquals("bad_request", ada.refusalCode().blocks(ada));
            assertEquals("not_found", ada.refusalCode().blocks("z".repeat(26)));
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
