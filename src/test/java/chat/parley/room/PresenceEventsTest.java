package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.delivery.TestSubscriber;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How presence changes are gathered for the sessions of a pod (protocol.md section 5, `presence`).
@Tag("slow")
final class PresenceEventsTest {
    private static final PodFixture POD = new PodFixture(List.of());
    private static final RoomFixture ROOMS = POD.rooms();

    private static final String PUBLISH_ALL = "for _, text in ipairs(ARGV) do redis.call('PUBLISH', KEYS[1], text) end";

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");
    private final TestSubscriber session = POD.session(grace, room);

    @AfterAll
    static void end() {
        POD.close();
    }

    @Test
    void largeRoomPublishesOnlyCountsAndRarely() {
        POD.subscribe(session);
        long began = System.nanoTime();
        publishAll(IntStream.rangeClosed(501, 600)
                .mapToObj(online -> "here 700 " + online + "\n+" + ada.id() + " Ada\n")
                .toList());
        session.untilPassing("presence");
        long millis = (System.nanoTime() - began) / 1_000_000;
        assertTrue(millis > 4_000, "expected to wait for 5 s, took " + millis + " ms");
        assertEquals(
                List.of("{\"ev\":\"presence\",\"room\":\"" + room
                        + "\",\"joined\":[],\"left\":[],\"members\":700,\"online\":600}"),
                session.passing());
    }

    @Test
    void userWhoComesAndGoesBetweenPublicationsIsOmitted() {
        POD.subscribe(session);
        publish("here 2 1\n");
        session.untilPassing("\"online\":1");
        publishAll(List.of("here 3 2\n+" + ada.id() + " Ada\n", "here 2 1\n-" + ada.id() + " Ada\n"));
        Awaitility.await()
                .pollDelay(1_200, TimeUnit.MILLISECONDS)
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> true);
        publish("here 3 2\n+" + ada.id() + " Ada\n");
        session.untilPassing("\"online\":2");
        assertEquals(2, session.passing().size(), session.passing()::toString);
        assertFalse(session.passing().getFirst().contains("Ada"));
    }

    /// Fewer than 500 are online by then, so they are named; each event has a bounded number of them.
    @Test
    void thousandWhoGoAtOnceAreNamedInSeveralEvents() {
        POD.subscribe(session);
        publish("here 1100 2\n" + named('-', 0, 1_000));
        session.untilPassing(id(999));
        List<String> events = session.passing();
        assertEquals(10, events.size());
        events.forEach(event -> assertTrue(event.endsWith("\"members\":1100,\"online\":2}"), event));
        for (int i = 0; i < 1_000; i++) {
            assertTrue(events.get(i / 100).contains(id(i)), "in order and once: " + i);
        }
    }

    @Test
    void whoeverComesAmongManyIsToldOfTheOthersOnly() {
        POD.subscribe(session);
        publish("here 300 300\n" + named('+', 0, 120) + "+" + grace.id() + " Grace\n" + named('-', 120, 250));
        session.untilPassing(id(249));
        String all = String.join("", session.passing());
        assertFalse(all.contains(grace.id()));
        for (int i = 0; i < 250; i++) {
            assertTrue(all.contains(id(i)), "told of " + i);
        }
    }

    private static String named(char sign, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> sign + id(i) + " Guest\n")
                .collect(Collectors.joining());
    }

    private static String id(int number) {
        return "guest%015d".formatted(number);
    }

    private void publish(String text) {
        publishAll(List.of(text));
    }

    /// In one go, so that nothing happens in between.
    private void publishAll(List<String> texts) {
        List<Object> words = new ArrayList<>(List.of(PUBLISH_ALL, 1, new RoomKeys(KeyPrefix.USUAL, room).topic()));
        words.addAll(texts);
        ROOMS.store().asks(Command.EVAL, words.toArray());
    }
}
