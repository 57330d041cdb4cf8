package chat.parley.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A user who sends one message ten times at once, from two devices on two pods, is received once
/// (protocol.md section 6, promise 4).
@Lane(Lane.LOAD)
final class SameCidIT {
    private static final int SPEAKERS = Scale.LONG ? 20 : 2;
    /// As many as one connection may send at once by default.
    private static final int ROUNDS = 10;

    @RegisterExtension
    static final SharedPodPool SHARED = new SharedPodPool();

    @Test
    void oneCidIsSentTenTimesAtOnceThroughTwoPods() {
        Pods pods = SHARED.pods();
        int heard = 0;
        for (int i = 0; i < SPEAKERS; i++) {
            heard += heardOfOneSpeaker(pods);
        }
        int said = SPEAKERS * ROUNDS;
        Report.row(
                "one cid ten times at once through two pods",
                new Verdict(said, heard, 0, heard - said, 0, 0, 0, 0),
                said + " cids: ten equal answers each, stored once");
        assertEquals(said, heard);
    }

    /// How many messages others receive of a user who sends each of their messages ten times.
    private static int heardOfOneSpeaker(Pods pods) {
        String room = PodCluster.room();
        try (Member here = Member.named("Ada", pods.next());
                Member there = here.elsewhere(pods.next());
                Member reader = Member.named("Grace", pods.next())) {
            here.joins(room);
            there.joins(room);
            reader.joins(room);
            for (int round = 0; round < ROUNDS; round++) {
                String cid = "round-" + round;
                List<Supplier<JsonNode>> answers = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    for (Member device : List.of(here, there)) {
                        String ref = device.pipelined().says(room, cid, cid);
                        answers.add(() -> device.reply(ref));
                    }
                }
                List<JsonNode> replies = answers.stream().map(Supplier::get).toList();
                assertTrue(replies.stream().allMatch(reply -> reply.has("ok")), replies::toString);
                assertEquals(
                        1,
                        replies.stream()
                                .map(SameCidIT::withoutDuplicate)
                                .distinct()
                                .count(),
                        replies::toString);
                assertEquals(
                        1,
                        replies.stream()
                                .filter(reply -> !reply.at("/ok/duplicate").asBoolean())
                                .count(),
                        replies::toString);
            }
            reader.hears(room, "round-" + (ROUNDS - 1));
            return reader.heard().all(Member.message(room)).size();
        }
    }

    private static JsonNode withoutDuplicate(JsonNode reply) {
        ObjectNode copy = reply.get("ok").deepCopy();
        copy.remove("duplicate");
        return copy;
    }
}
