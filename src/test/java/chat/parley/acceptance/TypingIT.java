package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Typing, across pods (protocol.md section 5, `typing`).
@Lane(Lane.PROTOCOL)
final class TypingIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    /// After this time a writer who sends no further `typing` has stopped (protocol.md section 4).
    private static final long LASTS_NANOS = 6_000_000_000L;

    @Test
    void typingListNamesMembersOfEveryPodExceptTheReader() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.there());
                Member alan = Member.named("Alan", PODS.here())) {
            EmitIT.together(room, ada, phone, grace, alan);
            types(ada, room, true);
            reads(grace, room, ada);
            reads(alan, room, ada);
            types(ada, room, true);
            types(grace, room, true);
            reads(alan, room, ada, grace);
            reads(ada, room, grace);
            reads(phone, room, grace);
            types(ada, room, false);
            reads(alan, room, grace);
            types(grace, room, false);
            reads(alan, room);
            for (Member device : List.of(ada, phone)) {
                assertEquals(List.of(), device.heard().all(names(room, ada)), "nobody reads of themselves");
            }
        }
    }

    @Test
    void sendingAMessageEndsTyping() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            EmitIT.together(room, ada, grace);
            types(ada, room, true);
            reads(grace, room, ada);
            long since = typesOn(ada, room);
            ada.says(room, "hello");
            readsSilence(grace, room, since);
        }
    }

    @Test
    void losingTheLastTypingDeviceEndsTyping() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            EmitIT.together(room, ada, phone, grace);
            types(ada, room, true);
            types(phone, room, true);
            reads(grace, room, ada);
            long since = typesOn(ada, room);
            phone.vanishes();
            types(grace, room, true);
            ada.heard().first("Grace", lists(room, grace));
            List<JsonNode> silence = grace.heard().all(lists(room));
            assertTrue(silence.isEmpty() || isOver(since), "they still write on the other device");
            since = typesOn(ada, room);
            reads(grace, room, ada);
            ada.vanishes();
            readsSilence(grace, room, since);
        }
    }

    @Test
    void leavingTheRoomEndsTyping() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            EmitIT.together(room, ada, grace);
            types(ada, room, true);
            reads(grace, room, ada);
            long since = typesOn(ada, room);
            ada.leaves(room);
            readsSilence(grace, room, since);
        }
    }

    @Test
    void lobbyPublishesNoTypingEvents() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            types(ada, "lobby", true);
            String room = PodCluster.room();
            EmitIT.together(room, ada, grace);
            types(ada, room, true);
            reads(grace, room, ada);
            assertEquals(List.of(), grace.heard().all(Member.event("typing", "lobby")));
        }
    }

    @Test
    void outsiderIsRefusedAndLearnsNothing() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there());
                Member eve = Member.named("Eve", PODS.there())) {
            EmitIT.together(room, ada, grace, eve);
            eve.leaves(room);
            JsonNode refusal = eve.refused().types(room, true);
            assertEquals("not_member", refusal.get("code").asText());
            types(ada, room, true);
            reads(grace, room, ada);
            eve.settles();
            assertEquals(List.of(), eve.heard().all(Member.event("typing", room)));
        }
    }

    static void types(Member who, String room, boolean on) {
        who.types(room, on);
    }

    /// @return the earliest time from which the expiry may count
    private static long typesOn(Member who, String room) {
        long now = System.nanoTime();
        types(who, room, true);
        return now;
    }

    /// Waits until nobody is typing, which has to happen before the state could expire by itself.
    private static void readsSilence(Member who, String room, long since) {
        reads(who, room);
        assertFalse(isOver(since), "expected silence before it comes by itself");
    }

    /// Whether a writer who typed then, and not since, has expired by now.
    private static boolean isOver(long since) {
        return System.nanoTime() - since >= LASTS_NANOS;
    }

    /// Waits until exactly these members are shown as typing.
    private static void reads(Member who, String room, Member... writing) {
        who.heard().first(writing.length + " writing in " + room, lists(room, writing));
    }

    private static Predicate<JsonNode> lists(String room, Member... writing) {
        TreeSet<String> ids =
                new TreeSet<>(Arrays.stream(writing).map(Member::id).toList());
        return Member.event("typing", room)
                .and(event -> ids.equals(new TreeSet<>(event.get("users").findValuesAsText("id"))));
    }

    private static Predicate<JsonNode> names(String room, Member who) {
        return Member.event("typing", room)
                .and(event -> event.get("users").findValuesAsText("id").contains(who.id()));
    }
}
