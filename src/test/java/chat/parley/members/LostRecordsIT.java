package chat.parley.members;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import chat.parley.kit.Store;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A store that lost a user's records.
@Lane(Lane.PROTOCOL)
final class LostRecordsIT {
    /// A round over all users of a small pod, and a second for the script.
    private static final Duration WRITTEN_AGAIN_WITHIN = Duration.ofSeconds(16);

    @RegisterExtension
    static final RecordsCluster PODS = new RecordsCluster();

    private static Store store;

    @BeforeAll
    static void begin() {
        store = new Store(PODS.podCluster().redis().address());
    }

    @AfterAll
    static void end() {
        store.close();
    }

    @Test
    void userWithALostRecordJoinsTheLobbyOnce() {
        try (Member ada = Member.named("Ada", PODS.pod());
                Member grace = Member.named("Grace", PODS.pod())) {
            store.asks(Command.DEL, record(ada));
            ada.vanishes();
            ada.back(PODS.pod());
            assertEquals(1, states(ada, "lobby"));
            grace.says("lobby", "to all");
            ada.hears("lobby", "to all");
            ada.settles();
            assertEquals(1, ada.heard().all(Member.message("lobby")).size());
        }
    }

    /// Regression: the rooms were gone from the list, and the client took itself for removed.
    @Test
    void userWithALostRecordResumesTheirRooms() {
        String room = PodCluster.room();
        String foreign = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.pod());
                Member grace = Member.named("Grace", PODS.pod())) {
            ada.joins(room);
            grace.joins(room);
            grace.joins(foreign);
            JsonNode sent = grace.says(room, "before");
            ada.hears(room, "before");
            store.asks(Command.DEL, record(ada), record(ada) + ":rooms");
            String token = ada.token();
            ada.vanishes();
            String epoch = sent.get("epoch").asText();
            long seq = sent.get("seq").asLong();
            try (Connection again = Connection.to(PODS.pod())) {
                JsonNode rooms = again.helloWith(token, room, epoch, seq, foreign, epoch, seq)
                        .get("rooms");
                List<String> names = rooms.findValuesAsText("room");
                assertTrue(names.contains(room), rooms::toString);
                assertFalse(names.contains(foreign), "membership decides, not the client");
            }
        }
    }

    @Test
    void userWhoLeftTheLobbyStaysOutAfterLosingTheirRecord() {
        try (Member ada = Member.named("Ada", PODS.pod())) {
            ada.leaves("lobby");
            store.asks(Command.DEL, record(ada), record(ada) + ":rooms");
            ada.vanishes();
            ada.back(PODS.pod());
            assertEquals(0, states(ada, "lobby"));
        }
    }

    @Test
    void connectedUserIsRecordedAgain() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.pod());
                Member grace = Member.named("Grace", PODS.pod())) {
            ada.joins(room);
            String members = store.text(Command.SMEMBERS, record(ada) + ":rooms");
            store.asks(Command.DEL, record(ada), record(ada) + ":rooms");
            store.asks(Command.ZREM, "parley:users", ada.id());
            assertEquals("not_found", grace.refusalCode().writes(ada, "Hello?"));
            await().atMost(WRITTEN_AGAIN_WITHIN)
                    .until(() -> store.text(Command.HGET, record(ada), "name").equals("Ada"));
            await().until(() -> store.text(Command.SCARD, record(ada) + ":rooms")
                    .equals(Integer.toString(members.split(",", -1).length)));
            assertEquals(1, store.text(Command.ZSCORE, "parley:users", ada.id()).isEmpty() ? 0 : 1);
            JsonNode sent = grace.says("@" + ada.id(), "Hello!");
            ada.hears(sent.get("room").asText(), "Hello!");
            String group = grace.creates("private", "T", ada).get("room").asText();
            ada.heard().first("the group", Member.event("room", group));
        }
    }

    private static long states(Member who, String room) {
        return who.welcome().get("rooms").findValuesAsText("room").stream()
                .filter(room::equals)
                .count();
    }

    private static String record(Member who) {
        return "parley:{user:" + who.id() + "}";
    }
}
