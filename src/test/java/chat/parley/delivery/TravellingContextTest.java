package chat.parley.delivery;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Tracing;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.room.RoomFixture;
import chat.parley.room.TopicRecorder;
import chat.parley.store.KeyPrefix;
import chat.parley.trace.Step;
import chat.parley.trace.Traces;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The context of a traced message travels with it, through the script and the publication, to every pod's
/// fan-out.
final class TravellingContextTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final Traces TRACES = Tracing.toNobody();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");

    @AfterAll
    static void end() {
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void untracedMessageCarriesNoContext() {
        assertEquals(List.of(), contexts(List.of(Step.NONE)));
    }

    @Test
    void tracedMessageCarriesItsContext() {
        Step frame = TRACES.frame(room);
        List<String> contexts = contexts(List.of(frame));
        assertEquals(1, contexts.size(), contexts::toString);
        assertTrue(contexts.getFirst().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"), contexts::toString);
        assertEquals(trace(frame.context()), trace(contexts.getFirst()));
    }

    @Test
    void batchedMessagesEachCarryTheirOwnContext() {
        List<Step> frames = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            frames.add(i % 3 == 0 ? TRACES.frame(room) : Step.NONE);
        }
        assertEquals(
                frames.stream()
                        .filter(frame -> frame != Step.NONE)
                        .map(frame -> trace(frame.context()))
                        .toList(),
                contexts(frames).stream().map(TravellingContextTest::trace).toList());
    }

    @Test
    void unstoredMessageCarriesNoContext() {
        ROOMS.joins(ada, room);
        ROOMS.says(ada, room, "m-1");
        List<Step> frames = List.of(Step.NONE, TRACES.frame(room), TRACES.frame(room));
        // The second message is a duplicate.
        assertEquals(
                List.of(trace(frames.get(2).context())),
                contexts(frames).stream().map(TravellingContextTest::trace).toList());
    }

    @Test
    void fanOutIsTracedOncePerPod() {
        FanOutTraces fanOuts = new FanOutTraces(room, TRACES);
        fanOuts.received(List.of(TRACES.frame(room).context()), lines(7, 8));
        assertTrue(fanOuts.of(publication(7, 8), 1).traced());
        assertEquals(FanOutTrace.NONE, fanOuts.of(publication(9, 9), 1));
    }

    @Test
    void publicationNewToNobodyIsNotTraced() {
        FanOutTraces fanOuts = new FanOutTraces(room, TRACES);
        fanOuts.received(List.of(TRACES.frame(room).context()), lines(7, 8));
        assertFalse(fanOuts.of(publication(9, 9), 1).traced());
        assertEquals(FanOutTrace.NONE, fanOuts.of(publication(8, 8), 1));
    }

    @Test
    void invalidContextIsIgnored() {
        FanOutTraces fanOuts = new FanOutTraces(room, TRACES);
        fanOuts.received(List.of("", "nonsense", "00-0-0-01"), lines(7, 8));
        assertEquals(FanOutTrace.NONE, fanOuts.of(publication(7, 8), 1));
    }

    @Test
    void podWithoutACollectorIgnoresEveryContext() {
        FanOutTraces fanOuts = new FanOutTraces(room, Traces.off());
        fanOuts.received(List.of(TRACES.frame(room).context()), lines(7, 8));
        assertEquals(FanOutTrace.NONE, fanOuts.of(publication(7, 8), 1));
    }

    /// The contexts that travel if these are sent at once, under `m-0`, `m-1`…
    private List<String> contexts(List<Step> frames) {
        ROOMS.joins(ada, room);
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            List<Future<StoredEntry>> all = new ArrayList<>();
            for (int i = 0; i < frames.size(); i++) {
                all.add(ROOMS.sends(ada, room, "m-" + i, frames.get(i)));
            }
            all.forEach(one -> result(one));
            ROOMS.says(ada, room, "last");
            listener.until(text -> text.contains("\"last\""));
            return listener.texts().stream()
                    .map(RoomMessage.Log.class::cast)
                    .peek(log -> assertTrue(log.storedAt() > 0 && !log.events().isEmpty()))
                    .flatMap(log -> log.contexts().stream())
                    .toList();
        }
    }

    private static String trace(String context) {
        return context.split("-", -1)[1];
    }

    private static Publication publication(long first, long last) {
        return Publication.of(lines(first, last));
    }

    private static List<LogEvent> lines(long first, long last) {
        List<LogEvent> lines = new ArrayList<>();
        for (long seq = first; seq <= last; seq++) {
            byte[] text = ("m" + seq).getBytes(StandardCharsets.UTF_8);
            lines.add(new LogEvent(seq, "", text, 0, text.length));
        }
        return lines;
    }
}
