package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What members do in rooms, across two pods (protocol.md sections 4, 5 and 7).
@Lane(Lane.PROTOCOL)
final class RoomsIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void messageFromOnePodReachesTheOther() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            JsonNode sent = ada.says(room, "hello");
            JsonNode heard = grace.hears(room, "hello");
            assertEquals(ada.id(), heard.at("/from/id").asText());
            assertEquals("Ada", heard.at("/from/name").asText());
            for (String field : List.of("id", "epoch", "seq", "at")) {
                assertEquals(sent.get(field), heard.get(field), field);
            }
            assertEquals(heard, ada.hears(room, "hello"), "all hear the same");
        }
    }

    @Test
    void repeatedMessageGetsItsFirstAnswerOnAnyPodAndIsShownOnce() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member again = ada.elsewhere(PODS.there())) {
            ada.joins(room);
            again.heard().first("the room", Member.event("room", room));
            JsonNode first = ada.says(room, "a", "hello");
            JsonNode second = again.says(room, "a", "something else");
            assertFalse(first.get("duplicate").asBoolean());
            assertTrue(second.get("duplicate").asBoolean());
            assertEquals(first.get("seq"), second.get("seq"));
            assertEquals(first.get("at"), second.get("at"));
            ada.says(room, "fence");
            again.hears(room, "fence");
            assertEquals(2, again.heard().all(Member.message(room)).size());
        }
    }

    @Test
    void messageToOthersReachesAllButTheSendingDevice() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member tab = ada.elsewhere(PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            tab.heard().first("the room", Member.event("room", room));
            ada.says(room, "a", "psst", "to", "others");
            grace.hears(room, "psst");
            tab.hears(room, "psst");
            ada.says(room, "fence");
            ada.hears(room, "fence");
            assertEquals(1, ada.heard().all(Member.message(room)).size());
            assertEquals("psst", ada.history(room).at("/messages/0/text").asText());
        }
    }

    @Test
    void joinOnOneDeviceSubscribesTheOther() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.joins(room);
            JsonNode state = phone.heard().first("the room", Member.event("room", room));
            assertEquals("fresh", state.get("state").asText());
            grace.joins(room);
            grace.says(room, "hello");
            assertEquals(
                    state.get("head").asInt() + 1,
                    phone.hears(room, "hello").get("seq").asInt());
        }
    }

    @Test
    void leaveOnOneDeviceUnsubscribesTheOther() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            phone.heard().first("the room", Member.event("room", room));
            ada.leaves(room);
            for (Member device : List.of(ada, phone)) {
                JsonNode gone = device.heard()
                        .first("the removal", Member.event("room", room).and(frame -> frame.has("reason")));
                assertEquals("left", gone.get("reason").asText());
                assertTrue(gone.get("role").isNull(), gone::toString);
            }
            grace.says(room, "are you gone?");
            grace.hears(room, "are you gone?");
            phone.settles();
            ada.settles();
            assertEquals(List.of(), phone.heard().all(Member.message(room)));
            assertEquals(List.of(), ada.heard().all(Member.message(room)));
            assertEquals("not_member", phone.refusalCode().history(room));
        }
    }

    @Test
    void newMemberSeesEarlierMessages() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            for (int i = 1; i <= 60; i++) {
                ada.says(room, "m" + i);
            }
            JsonNode state = grace.joins(room);
            assertEquals("fresh", state.get("state").asText());
            assertEquals(60, state.get("head").asInt());
            assertEquals(50, state.get("messages").size());
            assertEquals("m11", state.at("/messages/0/text").asText());
            assertTrue(state.get("more").asBoolean());
            assertEquals(0, state.get("unread").asInt(), "the cursor of a newcomer stands at the head");
        }
    }

    @Test
    void returningMemberGetsExactlyTheMissedMessages() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            String epoch = grace.joins(room).get("epoch").asText();
            ada.says(room, "one");
            grace.hears(room, "one");
            grace.vanishes();
            ada.says(room, "two");
            ada.says(room, "three");
            JsonNode state = grace.back(PODS.here(), room, epoch, 1).found(room);
            assertEquals("replay", state.get("state").asText());
            assertEquals(List.of("two", "three"), state.get("events").findValuesAsText("text"));
            assertEquals(3, state.get("unread").asInt());
            ada.says(room, "four");
            assertEquals(4, grace.hears(room, "four").get("seq").asInt());
            assertEquals(1, grace.heard().all(Member.message(room)).size());
        }
    }

    @Test
    void memberWhoMissedNothingIsCurrent() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here())) {
            String epoch = ada.joins(room).get("epoch").asText();
            ada.says(room, "one");
            ada.vanishes();
            assertEquals(
                    "current",
                    ada.back(PODS.there(), room, epoch, 1)
                            .found(room)
                            .get("state")
                            .asText());
        }
    }

    @Test
    void renameReachesEverybodyWhoSharesARoom() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            assertEquals("Ada L.", ada.renames(" Ada L. ").at("/user/name").asText());
            JsonNode user = grace.heard()
                    .first(
                            "the new name",
                            frame -> frame.path("ev").asText().equals("user")
                                    && frame.path("id").asText().equals(ada.id()));
            assertEquals("Ada L.", user.get("name").asText());
            ada.says(room, "hello");
            assertEquals("Ada L.", grace.hears(room, "hello").at("/from/name").asText());
            JsonNode members = grace.members(room);
            assertTrue(members.get("members").findValuesAsText("name").contains("Ada L."), members::toString);
        }
    }

    @Test
    void sixthRenameWithinAnHourIsRefused() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            for (int i = 1; i <= 5; i++) {
                ada.renames("Ada " + i);
            }
            JsonNode refusal = ada.refused().renames("Ada 6");
            assertEquals("rate_limited", refusal.get("code").asText());
            assertTrue(refusal.get("retry").asBoolean());
            assertTrue(refusal.get("after").asInt() > 3_000_000, refusal::toString);
        }
    }

    @Test
    void watcherIsNotifiedOfNewRoomsUntilTheyStop() {
        String first = PodCluster.room();
        String second = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.watchesRooms(true);
            grace.joins(first);
            JsonNode news = ada.heard().first("news of " + first, lists(first));
            assertTrue(news.get("total").asInt() >= 1, news::toString);
            ada.watchesRooms(false);
            try (Member alan = Member.named("Alan", PODS.here())) {
                alan.watchesRooms(true);
                grace.joins(second);
                alan.heard().first("news of " + second, lists(second));
                ada.settles();
                assertEquals(List.of(), ada.heard().all(lists(second)));
            }
        }
    }

    /// Stopped while the pod subscribes, which is no failure of the first command.
    @Test
    void watcherMayStopAtOnce() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            List<String> refs = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                refs.add(ada.pipelined().watchesRooms(true));
                refs.add(ada.pipelined().watchesRooms(false));
            }
            refs.forEach(ref -> assertTrue(ada.reply(ref).has("ok"), ada.reply(ref)::toString));
        }
    }

    @Test
    void busierRoomIsListedFirst() {
        String prefix = PodCluster.room() + "-";
        try (Member ada = Member.named("Ada", PODS.here())) {
            ada.watchesRooms(true);
            ada.joins(prefix + "a");
            ada.joins(prefix + "b");
            ada.says(prefix + "a", "hello");
            ada.heard().first("news of the lively room", lists(prefix + "a"));
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertEquals(
                            List.of(prefix + "a", prefix + "b"),
                            ada.rooms(prefix).get("rooms").findValuesAsText("room")));
        }
    }

    private static Predicate<JsonNode> lists(String room) {
        return frame -> frame.path("ev").asText().equals("rooms")
                && frame.get("rooms").findValuesAsText("room").contains(room);
    }
}
