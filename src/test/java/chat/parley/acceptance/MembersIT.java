package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Members found by name, and lists of those who are muted or banned, across two pods (protocol.md section 4).
@Lane(Lane.PROTOCOL)
final class MembersIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void memberIsFoundByAnyWordOfTheirPresentName() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada Lovelace", PODS.here());
                Member grace = Member.named("Grace Brewster Murray", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            assertEquals(List.of("Grace Brewster Murray"), names(ada.membersNamed(room, "MUR")));
            assertEquals(List.of("Ada Lovelace"), names(grace.membersNamed(room, "ada lo")));
            grace.renames("Grace Hopper");
            try (Member linus = Member.named("Linus Hopper", PODS.here())) {
                linus.joins(room);
                assertEquals(
                        List.of("Grace Hopper", "Linus Hopper"),
                        names(ada.membersNamed(room, "hop")).stream().sorted().toList());
            }
            assertEquals(List.of(), names(ada.membersNamed(room, "mur")));
            JsonNode page = ada.membersNamed(room, "grace");
            assertEquals(3, page.get("count").asInt(), "of the whole room");
        }
    }

    @Test
    void listsAreForModerators() {
        String room = PodCluster.room();
        try (Member olga = Member.named("Olga", PODS.here());
                Member max = Member.named("Max", PODS.there());
                Member eve = Member.named("Eve", PODS.there())) {
            olga.createsPublic(room, room);
            max.joins(room);
            eve.joins(room);
            olga.mutes(room, max, 60_000);
            JsonNode state =
                    max.heard().first("the mute", Member.event("room", room).and(frame -> frame.has("muted")));
            assertEquals(state.get("muted"), max.joins(room).get("muted"));
            olga.bans(room, eve);

            JsonNode muted = olga.membersOnly(room, "muted").get("members");
            assertEquals(1, muted.size());
            assertEquals(max.id(), muted.at("/0/id").asText());
            assertEquals("member", muted.at("/0/role").asText());
            assertEquals(state.get("muted"), muted.at("/0/until"));
            JsonNode banned = olga.membersOnly(room, "banned").get("members");
            assertEquals(1, banned.size());
            assertEquals(eve.id(), banned.at("/0/id").asText());
            assertEquals("Eve", banned.at("/0/name").asText());
            assertEquals(0, banned.at("/0/until").asInt(-1));
            assertTrue(banned.at("/0/role").isMissingNode());

            for (String only : List.of("muted", "banned")) {
                assertEquals("forbidden", max.refusalCode().membersOnly(room, only));
                assertEquals("banned", eve.refusalCode().membersOnly(room, only));
            }
            assertEquals("bad_request", olga.refusalCode().membersOnly(room, "online"));

            olga.unmutes(room, max);
            max.heard()
                    .first(
                            "the end of the mute",
                            Member.event("room", room).and(frame -> frame.has("head") && !frame.has("muted")));
            assertEquals(0, olga.membersOnly(room, "muted").get("members").size());
        }
    }

    private static List<String> names(JsonNode page) {
        return page.get("members").findValuesAsText("name");
    }
}
