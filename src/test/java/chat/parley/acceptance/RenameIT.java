package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Renaming, across pods (protocol.md section 5, `user`).
@Lane(Lane.PROTOCOL)
final class RenameIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void newNameReachesEverybodyOnceForAnyNumberOfSharedRooms() {
        List<String> rooms = List.of(PodCluster.room(), PodCluster.room(), PodCluster.room());
        try (Member ada = Member.named("Ada", PODS.here());
                Member phone = ada.elsewhere(PODS.there());
                Member grace = Member.named("Grace", PODS.here());
                Member alan = Member.named("Alan", PODS.there())) {
            for (String room : rooms) {
                EmitIT.together(room, ada, grace, alan);
            }
            rooms.forEach(room -> phone.heard().first("the room", Member.event("room", room)));
            for (String name : List.of("Ada L.", "Ada", "Ada L.")) {
                ada.renames(name);
            }
            for (String room : rooms) {
                ada.says(room, "that was me");
            }
            for (Member member : List.of(ada, phone, grace, alan)) {
                rooms.forEach(room -> member.hears(room, "that was me"));
                List<String> names = member.heard().all(renamed(ada)).stream()
                        .map(event -> event.get("name").asText())
                        .toList();
                assertEquals(List.of("Ada L.", "Ada", "Ada L."), names, member.name());
            }
        }
    }

    @Test
    void userWithoutASharedRoomIsNotNotified() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there());
                Member eve = Member.named("Eve", PODS.there())) {
            EmitIT.together(room, ada, grace);
            ada.leaves("lobby");
            ada.renames("Ada L.");
            ada.says(room, "fence");
            grace.hears(room, "fence");
            assertEquals(1, grace.heard().all(renamed(ada)).size());
            eve.settles();
            assertEquals(List.of(), eve.heard().all(renamed(ada)));
        }
    }

    private static Predicate<JsonNode> renamed(Member who) {
        return frame -> frame.path("ev").asText().equals("user")
                && frame.path("id").asText().equals(who.id());
    }
}
