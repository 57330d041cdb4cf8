package chat.parley.members;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Connection;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Several devices of one user that connect and disconnect all the time: in between, the pod unsubscribes
/// from the user's topic and subscribes again.
@Lane(Lane.PROTOCOL)
final class ComingAndGoingIT {
    private static final int USERS = 8;
    private static final int LOOPS = 3;
    private static final int TIMES = 60;

    @RegisterExtension
    static final RecordsCluster PODS = new RecordsCluster();

    @Test
    void everyHelloIsAnswered() {
        ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
        List<Member> users = IntStream.range(0, USERS)
                .mapToObj(i -> Member.named("Ada " + i, PODS.pod()))
                .toList();
        users.forEach(Member::vanishes);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            users.forEach(user -> IntStream.range(0, LOOPS)
                    .forEach(_ -> threads.execute(() -> comesAndGoes(user.token(), refusals))));
        }
        assertEquals(List.of(), List.copyOf(refusals));
        try (Member grace = Member.named("Grace", PODS.pod())) {
            users.forEach(user -> user.back(PODS.pod()));
            // Only the user's own topic announces it.
            String room = grace.creates("private", "T", users.toArray(Member[]::new))
                    .get("room")
                    .asText();
            users.forEach(user -> user.heard().first("the group", Member.event("room", room)));
        }
        users.forEach(Member::close);
    }

    private static void comesAndGoes(String token, ConcurrentLinkedQueue<String> refusals) {
        for (int i = 0; i < TIMES; i++) {
            try (Connection connection = Connection.to(PODS.pod())) {
                String ref = connection.pipelined().helloWith(token);
                if (ThreadLocalRandom.current().nextInt(4) > 0) {
                    JsonNode reply = connection.reply(ref);
                    if (reply.has("error")) {
                        refusals.add(reply.get("error").toString());
                    }
                }
            }
        }
    }
}
