package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The order of messages across two pods (protocol.md section 6, promises 2 and 3).
@Lane(Lane.PROTOCOL)
final class TwoPodsIT {
    private static final int EACH = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    @Test
    void readersOnBothPodsSeeTwoThousandMessagesInTheSameOrder() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", PODS.here());
                Member grace = Member.named("Grace", PODS.there());
                Member alan = Member.named("Alan", PODS.here());
                Member edith = Member.named("Edith", PODS.there())) {
            List<Member> all = List.of(ada, grace, alan, edith);
            all.forEach(member -> member.joins(room));
            Thread.startVirtualThread(() -> speak(grace, room));
            speak(ada, room);
            List<String> ids = alan.hearsIds(room, 2 * EACH, PATIENCE);
            for (Member member : all) {
                assertEquals(ids, member.hearsIds(room, 2 * EACH, PATIENCE), member.name());
                assertEquals(IntStream.rangeClosed(1, 2 * EACH).boxed().toList(), seqs(member, room), member.name());
            }
            Set<String> said = new TreeSet<>();
            IntStream.range(0, EACH).forEach(i -> said.addAll(List.of(ada.id() + "." + i, grace.id() + "." + i)));
            assertEquals(said, new TreeSet<>(ids));
        }
    }

    private static void speak(Member who, String room) {
        for (int i = 0; i < EACH; i++) {
            who.pipelined().says(room, "" + i, "message " + i);
        }
    }

    private static List<Integer> seqs(Member member, String room) {
        return member.heard().all(Member.message(room)).stream()
                .map((JsonNode message) -> message.get("seq").asInt())
                .toList();
    }
}
