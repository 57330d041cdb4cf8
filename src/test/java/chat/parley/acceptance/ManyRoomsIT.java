package chat.parley.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.PodCluster;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// All rooms of a user on one connection, as many as a user may be in (protocol.md section 4, `hello`).
@Lane(Lane.PROTOCOL)
final class ManyRoomsIT {
    @RegisterExtension
    static final SharedCluster PODS = new SharedCluster();

    /// With the lobby 200, the most that a user may be in.
    private static final int ROOMS = 199;

    /// The most that a user may create in an hour.
    private static final int EACH = 20;

    private static final int LATE = 30;
    private static final String LONG = "long ".repeat(3_000);

    @Test
    void oneHelloResumesTwoHundredRoomsOnOneSocket() {
        List<Member> makers = IntStream.range(0, 10)
                .mapToObj(i -> Member.named("Maker " + i, i % 2 == 0 ? PODS.here() : PODS.there()))
                .toList();
        try (Member max = Member.named("Max", PODS.here())) {
            List<String> rooms = new ArrayList<>();
            List<Object> resume = new ArrayList<>();
            for (int i = 0; i < ROOMS; i++) {
                rooms.add(makes(makers.get(i / EACH), i % 2 == 0, max));
            }
            JsonNode full = makers.getFirst().refused().creates("private", "T", max);
            assertEquals("rate_limited", full.get("code").asText());
            JsonNode more = makers.getLast().refused().creates("private", "T", max);
            assertEquals("conflict", more.get("code").asText());
            assertTrue(more.get("message").asText().contains("parley.limits.rooms-per-user"), more::toString);
            assertEquals("conflict", max.refusalCode().creates("private", "T"));
            for (String room : rooms) {
                JsonNode state = max.heard().first("the room", Member.event("room", room));
                resume.addAll(List.of(
                        room, state.get("epoch").asText(), state.get("head").asInt()));
            }
            max.vanishes();
            for (int i = 0; i < LATE; i++) {
                makers.get(i / EACH).says(rooms.get(i), LONG);
            }
            max.back(PODS.there(), resume.toArray());
            assertEquals(ROOMS + 1, max.welcome().get("rooms").size());
            Set<String> states = new HashSet<>(max.welcome().get("rooms").findValuesAsText("state"));
            assertEquals(Set.of("fresh", "replay", "current", "later"), states);
            assertTrue(max.welcome().toString().length() <= 512 << 10);
            for (int i = LATE; i < ROOMS; i++) {
                makers.get(i / EACH).says(rooms.get(i), "hello");
            }
            for (int i = LATE; i < ROOMS; i++) {
                max.hears(rooms.get(i), "hello");
            }
        } finally {
            makers.forEach(Member::close);
        }
    }

    private static String makes(Member maker, boolean secret, Member guest) {
        return (secret ? maker.creates("private", "T", guest) : maker.createsPublic(PodCluster.room(), "T", guest))
                .get("room")
                .asText();
    }
}
