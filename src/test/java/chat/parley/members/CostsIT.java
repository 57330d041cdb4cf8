package chat.parley.members;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What one member may cost the others: each refusal for an allowance explains itself, names its setting, and
/// affects nobody else.
@Lane(Lane.PROTOCOL)
final class CostsIT {
    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    /// Allowances refill slowly, so that a busy machine gives nobody more.
    private static final Pod POD = PODS.pod(
            "parley.limits.messages-per-second=1000",
            "parley.limits.messages-burst=1000",
            "parley.limits.commands-per-second=5",
            "parley.limits.bytes-per-minute=60K",
            "parley.limits.bytes-burst=256K",
            "parley.limits.room-bytes-per-minute=60K",
            "parley.limits.room-bytes-burst=1M",
            "parley.limits.emit-bytes-per-second=8K",
            "parley.limits.emit-bytes-burst=64K");

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    @Test
    void onlyTheUserWhoFillsTheStoreIsThrottled() {
        String text = "x".repeat(16_000);
        try (Member eve = Member.named("Eve", POD);
                Member ada = Member.named("Ada", POD)) {
            List<String> rooms = List.of(PodCluster.room(), PodCluster.room(), PodCluster.room());
            rooms.forEach(room -> {
                eve.joins(room);
                ada.joins(room);
            });
            @Nullable JsonNode refusal = null;
            int stored = 0;
            while (refusal == null && stored < 40) {
                JsonNode reply = eve.tried().says(rooms.get(stored % 3), "c" + stored, text);
                if (reply.has("error")) {
                    refusal = reply.get("error");
                } else {
                    stored++;
                }
            }
            JsonNode refused = Objects.requireNonNull(refusal);
            assertTrue(stored >= 14 && stored <= 16, "of 256 KiB: " + stored);
            assertEquals("rate_limited", refused.get("code").asText());
            assertTrue(refused.get("message").asText().contains("parley.limits.bytes-per-minute"), refused::toString);
            assertTrue(refused.get("after").asLong() > 0 && refused.get("retry").asBoolean(), refused::toString);
            int through = 0;
            for (int i = 0; i < 20; i++) {
                through += eve.tried().says(rooms.get(i % 3), "n" + i, text).has("ok") ? 1 : 0;
            }
            assertTrue(through <= 2, "a refusal gives nothing back: " + through);
            ada.says(rooms.getFirst(), text);
            JsonNode again = eve.says(rooms.getFirst(), "c0", text);
            assertTrue(again.get("duplicate").asBoolean(), "what was stored before gets its first answer");
        }
    }

    @Test
    void growthOfARoomIsBounded() {
        String text = "x".repeat(16_000);
        String room = PodCluster.room();
        int stored = 0;
        @Nullable JsonNode refusal = null;
        for (int i = 0; i < 6 && refusal == null; i++) {
            try (Member one = Member.named("M" + i, POD)) {
                one.joins(room);
                for (int j = 0; j < 15 && refusal == null; j++) {
                    JsonNode reply = one.tried().says(room, "c" + j, text);
                    if (reply.has("error")) {
                        refusal = reply.get("error");
                    } else {
                        stored++;
                    }
                }
            }
        }
        JsonNode refused = Objects.requireNonNull(refusal);
        assertTrue(stored >= 60 && stored <= 70, "of 1 MiB and what comes meanwhile: " + stored);
        assertTrue(refused.get("message").asText().contains("parley.limits.room-bytes-per-minute"), refused::toString);
    }

    @Test
    void emitCostsByTheNumberOfItsRecipients() {
        String room = PodCluster.room();
        String data = "x".repeat(8_000);
        try (Member eve = Member.named("Eve", POD);
                Member ada = Member.named("Ada", POD);
                Member grace = Member.named("Grace", POD)) {
            List.of(eve, ada, grace).forEach(one -> one.joins(room));
            await().atMost(10, SECONDS)
                    .until(() -> eve.joins(room).get("online").asInt() == 3);
            @Nullable JsonNode refusal = null;
            int told = 0;
            while (refusal == null && told < 20) {
                JsonNode reply = eve.tried().emits(room, "room", "n", Map.of("d", data));
                if (reply.has("error")) {
                    refusal = reply.get("error");
                } else {
                    told++;
                }
            }
            JsonNode refused = Objects.requireNonNull(refusal);
            assertTrue(told >= 2 && told <= 4, "8 KB to three at 64 KiB: " + told);
            assertEquals("rate_limited", refused.get("code").asText());
            assertTrue(
                    refused.get("message").asText().contains("parley.limits.emit-bytes-per-second"), refused::toString);
            ada.emits(room, "room", "n", 1);
        }
    }

    /// Regression: one user with ten connections on each pod got everything they emitted twenty times.
    @Test
    void emitCountsEachConnectionOfItsSender() {
        String room = PodCluster.room();
        String data = "x".repeat(8_000);
        try (Member eve = Member.named("Eve", POD)) {
            eve.joins(room);
            List<Connection> others =
                    IntStream.range(0, 3).mapToObj(_ -> Connection.to(POD)).toList();
            try {
                others.forEach(one -> one.helloWith(eve.token()));
                int told = 0;
                while (told < 20
                        && eve.tried()
                                .emits(room, "room", "n", Map.of("d", data))
                                .has("ok")) {
                    told++;
                }
                assertTrue(told >= 1 && told <= 3, "8 KB to four connections at 64 KiB: " + told);
            } finally {
                others.forEach(Connection::close);
            }
        }
    }

    @Test
    void repeatedRenewalIsCharged() {
        String room = PodCluster.room();
        try (Member eve = Member.named("Eve", POD)) {
            String epoch = eve.joins(room).get("epoch").asText();
            for (int i = 0; i < 60; i++) {
                eve.says(room, "r" + i, "m");
            }
            int renewed = 0;
            @Nullable JsonNode refusal = null;
            while (refusal == null && renewed < 40) {
                JsonNode reply = eve.tried().helloWith(eve.token(), room, epoch, 0);
                if (reply.has("error")) {
                    refusal = reply.get("error");
                } else {
                    renewed++;
                }
            }
            JsonNode refused = Objects.requireNonNull(refusal);
            assertTrue(renewed >= 2 && renewed < 30, "at 6 and 1 of what is left of 100: " + renewed);
            assertEquals("rate_limited", refused.get("code").asText());
        }
    }
}
