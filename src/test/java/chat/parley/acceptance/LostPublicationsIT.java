package chat.parley.acceptance;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.LossyProxy;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Messages that are lost between Redis and a pod (protocol.md section 6, promises 2 and 6).
@Lane(Lane.PROTOCOL)
final class LostPublicationsIT {
    private static final int HEALED_WITHIN_SECONDS = 20;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final LossyProxy WAY = new LossyProxy(PODS.redis().address());
    private static final Pod POD = PODS.podThrough(WAY.address());

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    @AfterAll
    static void end() {
        WAY.close();
    }

    @Test
    void noMessageBypassesRedisAndALostLastMessageIsRecovered() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", POD);
                Member grace = Member.named("Grace", POD)) {
            ada.joins(room);
            grace.joins(room);
            ada.says(room, "heard");
            grace.hears(room, "heard");
            int before = WAY.lost();
            double heals = Meters.of(POD).sum("parley_log_heals_total");
            WAY.loses("{" + room + "}");
            ada.says(room, "one");
            ada.says(room, "two");
            ada.settles();
            grace.settles();
            for (Member member : List.of(ada, grace)) {
                int heard = member.heard().all(Member.message(room)).size();
                assertTrue(
                        heard == 1 || Meters.of(POD).sum("parley_log_heals_total") > heals,
                        "on one pod, and yet only through Redis");
            }
            await().until(() -> WAY.lost() == before + 2);
            for (Member member : List.of(ada, grace)) {
                member.heard()
                        .atLeast(
                                3,
                                "messages in " + room,
                                Member.message(room),
                                Duration.ofSeconds(HEALED_WITHIN_SECONDS));
            }
            WAY.losesNothing();
            ada.says(room, "three");
            grace.hears(room, "three");
            ada.hears(room, "three");
            assertEquals(List.of(1, 2, 3, 4), seqs(grace, room));
            assertEquals(List.of(1, 2, 3, 4), seqs(ada, room));
            assertEquals(List.of(), grace.heard().all(Member.event("room", room)), "nobody was told of it");
        }
    }

    @Test
    void gapIsFilledAsSoonAsTheNextMessageArrives() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", POD);
                Member grace = Member.named("Grace", POD)) {
            ada.joins(room);
            grace.joins(room);
            WAY.loses("{" + room + "}");
            for (int i = 1; i <= 5; i++) {
                ada.says(room, "lost " + i);
            }
            WAY.losesNothing();
            ada.says(room, "heard");
            grace.hears(room, "heard");
            assertEquals(List.of(1, 2, 3, 4, 5, 6), seqs(grace, room));
        }
    }

    @Test
    void memberIsRemovedThoughThePublicationWasLost() {
        try (Member ada = Member.named("Ada", POD);
                Member grace = Member.named("Grace", POD)) {
            String room = ada.creates("private", "T", grace).get("room").asText();
            grace.heard().first("the room", Member.event("room", room));
            ada.says(room, "heard");
            grace.hears(room, "heard");
            WAY.loses("{");
            ada.kicks(room, grace);
            WAY.losesNothing();
            JsonNode gone = grace.heard()
                    .atLeast(
                            2,
                            "words on " + room,
                            Member.event("room", room),
                            Duration.ofSeconds(HEALED_WITHIN_SECONDS))
                    .getLast();
            assertEquals("kicked", gone.path("reason").asText(), gone::toString);
            ada.says(room, "behind her back");
            ada.hears(room, "behind her back");
            grace.settles();
            assertFalse(grace.heard().all().toString().contains("behind her back"));
        }
    }

    private static List<Integer> seqs(Member member, String room) {
        return member.heard().all(Member.message(room)).stream()
                .map((JsonNode message) -> message.get("seq").asInt())
                .toList();
    }
}
