package chat.parley.members;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several devices of one user that come and go all the time: the pod gives the user's topic up and asks for it again
/// in between.
@Lane(Lane.PROTOCOL)
final class ComingAndGoingIT {
    private static final int LOOPS = 3;
    private static final int TIMES = 150;

    @RegisterExtension
    static final RecordsTown TOWN = new RecordsTown();

    @Test
    void everyHelloIsAnswered() {
        try (Member ada = Member.named("Ada", TOWN.pod());
                Member grace = Member.named("Grace", TOWN.pod())) {
            ada.vanishes();
            ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
            List<CompletableFuture<Void>> loops = IntStream.range(0, LOOPS)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> comesAndGoes(ada.token(), refusals)))
                    .toList();
            await().atMost(Duration.ofMinutes(2)).until(() -> loops.stream().allMatch(CompletableFuture::isDone));
            loops.forEach(CompletableFuture::join);
            assertEquals(List.of(), List.copyOf(refusals));
            ada.back(TOWN.pod());
            // Only the user's own topic tells of it.
            String room = grace.connection()
                    .ok("create", "title", "T", "kind", "private", "members", List.of(ada.id()))
                    .get("room")
                    .asText();
            ada.heard().first("the group", Member.event("room", room));
        }
    }

    private static void comesAndGoes(String token, ConcurrentLinkedQueue<String> refusals) {
        for (int i = 0; i < TIMES; i++) {
            try (Connection connection = Connection.to(TOWN.pod())) {
                JsonNode reply = connection.reply(connection.sends("hello", "token", token));
                if (reply.has("error")) {
                    refusals.add(reply.get("error").toString());
                }
                if (ThreadLocalRandom.current().nextBoolean()) {
                    connection.vanishes();
                } else {
                    connection.hangsUp();
                }
            }
        }
    }
}
