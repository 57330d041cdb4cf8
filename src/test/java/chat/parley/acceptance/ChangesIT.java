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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Edits, deletions and reactions, across two pods (protocol.md sections 4 and 5).
@Lane(Lane.PROTOCOL)
final class ChangesIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void everybodyReceivesEditsDeletionsAndReactions() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            grace.joins(room);
            long seq = ada.says(room, "helo").get("seq").asLong();
            JsonNode edit = ada.edits(room, seq, "hello");
            JsonNode react = grace.reacts(room, seq, "👍");
            JsonNode delete = ada.deletes(room, seq);
            JsonNode edited = grace.heard().first("the edit", Member.event("edit", room));
            JsonNode reacted = ada.heard().first("the reaction", Member.event("react", room));
            JsonNode deleted = grace.heard().first("the deletion", Member.event("delete", room));
            assertEquals("hello", edited.get("text").asText());
            assertEquals("👍", reacted.get("emoji").asText());
            assertEquals(ada.id(), deleted.at("/from/id").asText());
            List.of(edited, reacted, deleted)
                    .forEach(one -> assertEquals(seq, one.get("of").asLong()));
            assertEquals(edit.get("seq"), edited.get("seq"));
            assertEquals(react.get("id"), reacted.get("id"));
            assertEquals(delete.get("at"), deleted.get("at"));
        }
    }

    @Test
    void returningMemberGetsChangesInOrderButNoDeletedText() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            String epoch = grace.joins(room).get("epoch").asText();
            grace.vanishes();
            long seq = ada.says(room, "secret").get("seq").asLong();
            ada.edits(room, seq, "secret, too");
            ada.says(room, "public");
            ada.deletes(room, seq);
            JsonNode state = grace.back(PODS.here(), room, epoch, 0).found(room);
            assertEquals("replay", state.get("state").asText());
            assertFalse(state.toString().contains("secret"), state::toString);
            List<String> missed = new ArrayList<>();
            state.get("events")
                    .forEach(one -> missed.add(
                            one.get("seq").asLong() + " " + one.get("ev").asText()));
            assertEquals(List.of("1 message", "2 edit", "3 message", "4 delete"), missed);
            assertTrue(state.at("/events/0/deleted").asBoolean());
            assertEquals(1, state.get("unread").asInt());
        }
    }

    @Test
    void listShowsEachMessageInItsCurrentForm() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            long first = ada.says(room, "one").get("seq").asLong();
            long second = ada.says(room, "two").get("seq").asLong();
            ada.edits(room, first, "first");
            ada.reacts(room, first, "☕");
            ada.deletes(room, second);
            JsonNode messages = grace.joins(room).get("messages");
            assertEquals(2, messages.size());
            assertEquals("first", messages.at("/0/text").asText());
            assertTrue(messages.at("/0/edited").asLong() > 0);
            assertFalse(messages.at("/0/reactions/☕/mine").asBoolean());
            assertTrue(messages.at("/1/deleted").asBoolean());
            JsonNode mine = ada.history(room, "limit", 1, "before", second);
            assertTrue(mine.at("/messages/0/reactions/☕/mine").asBoolean());
            assertFalse(mine.get("more").asBoolean());
        }
    }

    @Test
    void refusalNamesTheMissingMessage() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there())) {
            ada.joins(room);
            long seq = ada.says(room, "hello").get("seq").asLong();
            JsonNode refusal = ada.refused().edits(room, 77, "hi");
            assertEquals("not_found", refusal.get("code").asText());
            assertTrue(refusal.get("message").asText().contains("77"), refusal::toString);
            assertEquals("not_member", grace.refusalCode().deletes(room, seq));
            grace.joins(room);
            assertEquals("forbidden", grace.refusalCode().deletes(room, seq));
        }
    }
}
