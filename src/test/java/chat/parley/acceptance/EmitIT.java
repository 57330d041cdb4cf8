package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import chat.parley.kit.SignedToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Events of a client's own, in the four ways of addressing, each checked from both sides, across pods
/// (protocol.md section 7).
@Lane(Lane.PROTOCOL)
final class EmitIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    private static final Object BOARD = Frame.map("ada", 3, "grace", List.of(1, 2));

    @Test
    void emitToTheRoomReachesAllMembersAndTheSender() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.there());
                Member eve = Member.named("Eve", PODS.there())) {
            together(room, ada, phone, grace);
            JsonNode ok = ada.emits(room, "room", "score", BOARD);
            assertEquals(0, ok.size(), ok::toString);
            for (Member member : List.of(ada, phone, grace)) {
                JsonNode event = hears(member.connection(), "score");
                assertEquals(ada.id(), event.at("/from/id").asText());
                assertEquals("Ada", event.at("/from/name").asText());
                assertEquals(room, event.get("room").asText());
                assertEquals("{\"ada\":3,\"grace\":[1,2]}", event.get("data").toString());
                assertFalse(event.has("seq"), event::toString);
            }
            hasNotHeard(eve, ada, "score");
            assertEquals(0, ada.history(room).get("messages").size(), "it is not stored");
        }
    }

    @Test
    void emitToOthersReachesAllButTheSendingConnection() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member tab = ada.elsewhere(PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            together(room, ada, phone, tab, grace);
            ada.emits(room, "others", "cursor");
            ada.emits(room, "room", "fence");
            for (Member member : List.of(phone, tab, grace)) {
                assertFalse(hears(member.connection(), "cursor").has("data"), "none was given");
            }
            hears(ada.connection(), "fence");
            assertEquals(List.of(), ada.heard().all(event("cursor")));
        }
    }

    @Test
    void emitToOneselfReachesOnlyTheSendingConnection() {
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.here());
                Member grace = Member.named("Grace", PODS.here())) {
            ada.emits("lobby", "self", "echo", "hello");
            JsonNode event = hears(ada.connection(), "echo");
            assertEquals("hello", event.get("data").asText());
            assertFalse(event.has("room"), event::toString);
            hasNotHeard(phone, ada, "echo");
            hasNotHeard(grace, ada, "echo");
        }
    }

    @Test
    void userWithTheRoleReachesEverybodyConnected() {
        try (Connection herald = Connection.to(PODS.here());
                Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            grace.leaves("lobby");
            JsonNode welcome = herald.helloWith(SignedToken.of("herald0000000000", "Herald", "broadcast", "other"));
            herald.emitsToAll("fire-drill", 1);
            for (Connection one : List.of(herald, ada.connection(), grace.connection())) {
                JsonNode event = hears(one, "fire-drill");
                assertEquals("Herald", event.at("/from/name").asText());
                assertFalse(event.has("room"), event::toString);
            }
            try (Connection again = Connection.to(PODS.there())) {
                again.helloWith(welcome.get("token").asText());
                again.emitsToAll("all-clear");
                hears(herald, "all-clear");
            }
        }
    }

    @Test
    void userWithoutTheRoleLearnsWhichSettingForbidsIt() {
        try (Member ada = Member.named("Ada", PODS.here())) {
            JsonNode refusal = ada.refused().emitsToAll("spam");
            assertEquals("forbidden", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("parley.broadcast=everyone"), refusal::toString);
            assertFalse(refusal.get("retry").asBoolean());
        }
    }

    @Test
    void anybodyBroadcastsWhereTheSettingAllowsIt() {
        try (Member ada = Member.named("Ada", PODS.strict());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.emitsToAll("hello-all");
            hears(ada.connection(), "hello-all");
            hears(grace.connection(), "hello-all");
        }
    }

    @Test
    void outsiderEmitsNothingAndLearnsNothing() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member eve = Member.named("Eve", PODS.there())) {
            ada.joins(room);
            assertEquals("not_member", refused(eve, room));
            assertEquals("not_found", refused(eve, PodCluster.room()));
            assertEquals("not_found", refused(eve, "g:nobody-knows"));
            JsonNode refusal = eve.refused().command("emit", "name", "x", "to", "others");
            assertEquals("bad_request", refusal.get("code").asText());
            ada.emits(room, "room", "fence");
            hears(ada.connection(), "fence");
            assertEquals(List.of(), ada.heard().all(event("x")));
        }
    }

    private static String refused(Member who, String room) {
        return who.refusalCode().emits(room, "room", "x");
    }

    /// All are in the room, and their devices have been notified.
    static void together(String room, Member... members) {
        Stream.of(members).forEach(member -> member.joins(room));
    }

    private static JsonNode hears(Connection who, String name) {
        return who.heard().first(name, event(name));
    }

    /// Checks that a later event from `by` arrived at both, and this one did not.
    private static void hasNotHeard(Member who, Member by, String name) {
        by.says("lobby", "after " + name);
        who.hears("lobby", "after " + name);
        assertEquals(List.of(), who.heard().all(event(name)));
    }

    private static Predicate<JsonNode> event(String name) {
        return frame -> frame.path("ev").asText().equals("event")
                && frame.path("name").asText().equals(name);
    }
}
