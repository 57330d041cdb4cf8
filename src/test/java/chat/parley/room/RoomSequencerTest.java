package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.backplane.RedisBackplane;
import chat.parley.backplane.TopicListener;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.delivery.TestSubscriber;
import chat.parley.dev.OwnRedis;
import chat.parley.history.MissedEvents;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Settings;
import chat.parley.presence.PresenceConfig;
import chat.parley.presence.RedisPresence;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import chat.parley.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The events of one room on one pod, through real pub/sub, to three sessions on two or more event loops
/// (protocol.md sections 4 and 6, promises 3 and 6).
@Tag("slow")
final class RoomSequencerTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final RedisBackplane BACKPLANE =
            new RedisBackplane(ROOMS.store().vertx(), ROOMS.store().clients(), new SimpleMeterRegistry());
    private static final RoomSubscriptions FEEDS = new RoomSubscriptions(
            ROOMS.store().vertx(),
            BACKPLANE,
            ROOMS.log(),
            new FrameWriter(),
            new StoreClock(),
            new RedisPresence(ROOMS.store().store(), ROOMS.pod()),
            Settings.of(PresenceConfig.class),
            Traces.off(),
            new SimpleMeterRegistry());

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final String epoch = ROOMS.joins(ada, room).epoch();
    private final TestSubscriber first = ear();
    private final TestSubscriber second = ear();
    private final TestSubscriber third = ear();
    private final List<TestSubscriber> all = List.of(first, second, third);

    static {
        BACKPLANE.open();
    }

    @BeforeEach
    void everybodySits() {
        all.forEach(this::sits);
        all.forEach(ear -> ear.does(() -> ear.seat().open(0)));
    }

    @AfterAll
    static void end() {
        BACKPLANE.close();
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void everySessionHearsEverythingInOrder() {
        ROOMS.saysMany(ada, room, 500);
        ROOMS.says(ada, room, "last");
        for (TestSubscriber ear : all) {
            ear.until("\"last\"");
            assertEquals(seqs(1, 501), seqs(ear));
        }
    }

    @Test
    void aHoleIsFilledByOneReadForAllSessions() {
        ROOMS.says(ada, room, "one");
        first.until("\"one\"");
        for (int i = 2; i <= 6; i++) {
            ROOMS.saysUnheard(ada, room, "unheard-" + i);
        }
        REDIS.ask("CONFIG RESETSTAT");
        ROOMS.says(ada, room, "seven");
        for (TestSubscriber ear : all) {
            ear.until("\"seven\"");
            assertEquals(seqs(1, 7), seqs(ear));
        }
        assertEquals(1, reads());
        assertEquals(List.of(), first.renewals());
    }

    @Test
    void whatComesTwiceIsHeardOnce() {
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(room).topic())) {
            ROOMS.says(ada, room, "one");
            listener.until(text -> text.contains("\"one\""));
            String publication = listener.lines().getFirst();
            result(ROOMS.store().store().publish(new RoomKeys(room).topic(), publication));
            ROOMS.says(ada, room, "two");
            result(ROOMS.store().store().publish(new RoomKeys(room).topic(), publication));
            ROOMS.says(ada, room, "three");
            for (TestSubscriber ear : all) {
                ear.until("\"three\"");
                assertEquals(seqs(1, 3), seqs(ear));
            }
        }
    }

    @Test
    void whatComesLateWasHeardAlready() {
        StoredEntry late = ROOMS.saysUnheard(ada, room, "late");
        ROOMS.says(ada, room, "two");
        first.until("\"two\"");
        MissedEvents log = result(ROOMS.log().since(room, new Position(epoch, 0)));
        String publication = "log " + epoch + " " + late.at() + "\n1 \t"
                + log.events().getFirst().text() + "\n";
        result(ROOMS.store().store().publish(new RoomKeys(room).topic(), publication));
        ROOMS.says(ada, room, "three");
        for (TestSubscriber ear : all) {
            ear.until("\"three\"");
            assertEquals(seqs(1, 3), seqs(ear));
        }
    }

    @Test
    void whatIsForOthersIsHeardByAllButOneSession() {
        ROOMS.saysToOthers(ada, room, "psst", first.session());
        ROOMS.says(ada, room, "all");
        for (TestSubscriber ear : all) {
            ear.until("\"all\"");
        }
        assertEquals(seqs(2, 2), seqs(first));
        assertEquals(seqs(1, 2), seqs(second));
        assertEquals(seqs(1, 2), seqs(third));
    }

    @Test
    void nothingOvertakesTheState() {
        TestSubscriber late = ear();
        sits(late);
        ROOMS.says(ada, room, "one");
        ROOMS.says(ada, room, "two");
        first.until("\"two\"");
        late.does(() -> {});
        assertEquals(List.of(), late.heard(), "before the state is written");
        late.does(() -> late.seat().open(1));
        late.until("\"two\"");
        assertEquals(seqs(2, 2), seqs(late), "from the state's head on");
        ROOMS.says(ada, room, "three");
        late.until("\"three\"");
        assertEquals(seqs(2, 3), seqs(late));
    }

    @Test
    void aSeatThatIsShutAgainHoldsBackAndForgetsNothing() {
        ROOMS.says(ada, room, "one");
        second.until("\"one\"");
        first.until("\"one\"");
        first.does(() -> first.seat().shut());
        ROOMS.says(ada, room, "two");
        second.until("\"two\"");
        first.does(() -> {});
        assertEquals(seqs(1, 1), seqs(first));
        first.does(() -> first.seat().reopen());
        first.until("\"two\"");
        assertFalse(first.heard().getLast().contains("\"one\""));
    }

    @Test
    void whoStoodUpHearsNothingAndTheOthersGoOn() {
        first.does(() -> FEEDS.unsubscribe(first.seat()));
        ROOMS.says(ada, room, "one");
        second.until("\"one\"");
        third.until("\"one\"");
        first.does(() -> {});
        assertEquals(List.of(), first.heard());
    }

    @Test
    void aRoomThatWasLeftByAllIsHeardAgainFromWhereItStands() {
        all.forEach(ear -> ear.does(() -> FEEDS.unsubscribe(ear.seat())));
        ROOMS.says(ada, room, "unheard");
        TestSubscriber late = ear();
        sits(late);
        late.does(() -> late.seat().open(1));
        ROOMS.says(ada, room, "two");
        late.until("\"two\"");
        assertEquals(seqs(2, 2), seqs(late));
    }

    @Test
    void whenTheStoreIsAnotherOneEverySessionFindsOutAnew() {
        ROOMS.says(ada, room, "one");
        all.forEach(ear -> ear.until("\"one\""));
        AtomicInteger back = new AtomicInteger();
        BACKPLANE.whenBack(back::incrementAndGet);
        REDIS.stop();
        REDIS.start();
        ROOMS.store().answers();
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> back.get() > 0);
        ROOMS.says(ada, room, "two");
        for (TestSubscriber ear : all) {
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> !ear.renewals().isEmpty());
            assertEquals(List.of(new Position(epoch, 1)), ear.renewals());
            assertEquals(seqs(1, 1), seqs(ear), "nothing of the new epoch before the state");
        }
    }

    @Test
    void aSeatLeftTwiceTakesNobodyElsesPlace() {
        List<TestSubscriber> many = IntStream.range(0, 20).mapToObj(i -> ear()).toList();
        many.forEach(this::sits);
        many.forEach(ear -> ear.does(() -> ear.seat().open(0)));
        TestSubscriber last = many.getLast();
        many.stream().filter(ear -> ear != last).forEach(ear -> {
            ear.does(() -> assertTrue(FEEDS.unsubscribe(ear.seat())));
            ear.does(() -> assertFalse(FEEDS.unsubscribe(ear.seat())));
        });
        ROOMS.says(ada, room, "still-here");
        last.until("still-here");
    }

    @Test
    void whoIsRemovedHearsWhatCameBeforeAndNothingBehindIt() {
        User eve = RoomFixture.user("Eve");
        ROOMS.joins(eve, room);
        TestSubscriber hers = new TestSubscriber(ROOMS.store().vertx(), eve, room);
        sits(hers);
        hers.does(() -> hers.seat().open(0));
        ROOMS.saysMany(ada, room, 20);
        result(ROOMS.rooms().leave(eve, room));
        ROOMS.says(ada, room, "behind");
        first.until("behind");
        hears(hers, "left at 20");
        hers.does(() -> hers.seat().open(0));
        assertEquals(seqs(1, 20), seqs(hers), "opening does not take the bar away");
        assertEquals(List.of(), first.told());
        hers.does(hers.seat()::unbar);
        hers.until("behind");
        assertEquals(seqs(1, 21), seqs(hers), "who turns out to be in goes on");
    }

    @Test
    void aChangeShutsTheSeatsOfThoseConcernedInItsPlace() {
        ROOMS.saysMany(ada, room, 3);
        result(ROOMS.store().store().publish(new RoomKeys(room).topic(), "changed *\n"));
        for (TestSubscriber ear : all) {
            hears(ear, "changed at 3");
        }
        ROOMS.says(ada, room, "behind");
        result(ROOMS.rooms().leave(ada, room));
        hears(first, "left at 4");
        assertEquals(seqs(1, 3), seqs(first), "nothing before the state");
        assertEquals(new Position(epoch, 3), first.seat().since(new Position(epoch, 2)));
    }

    private static void hears(TestSubscriber ear, String told) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> ear.told().contains(told));
    }

    /// On the event loop of the backplane itself, an ending session removes its subscribers of that loop
    /// while events are being delivered to them.
    @Test
    void whoLeavesWhileHeIsToldKeepsNobodyFromHearing() {
        TestSubscriber leaving = ear();
        while (!leaving.loop().equals(BACKPLANE.loop().nettyEventLoop())) {
            leaving = ear();
        }
        TestSubscriber leaver = leaving;
        all.stream()
                .filter(ear -> ear.loop().equals(leaver.loop()))
                .forEach(ear -> ear.does(() -> FEEDS.unsubscribe(ear.seat())));
        sits(leaver);
        leaver.does(() -> leaver.seat().open(0));
        leaver.standsWhenHearing(FEEDS);
        ROOMS.says(ada, room, "one");
        leaver.until("\"one\"");
        ROOMS.says(ada, room, "two");
        for (TestSubscriber ear : all) {
            if (!ear.loop().equals(leaver.loop())) {
                ear.until("\"two\"");
                assertEquals(seqs(1, 2), seqs(ear));
            }
        }
        TestSubscriber again = ear();
        sits(again);
        again.does(() -> again.seat().open(2));
        ROOMS.says(ada, room, "three");
        again.until("\"three\"");
    }

    @Test
    void whereThisPodHasUsersIsWrittenAgainAfterTheStoreForgotIt() {
        String rooms = "parley:pod:" + ROOMS.pod().name() + ":rooms";
        await().until(() ->
                ROOMS.store().text(Command.SISMEMBER, rooms, room.value()).equals("1"));
        ROOMS.store().asks(Command.DEL, rooms);
        FEEDS.onLoop(FEEDS::attendAgain);
        await().until(() ->
                ROOMS.store().text(Command.SISMEMBER, rooms, room.value()).equals("1"));
    }

    @Test
    void aListenerThatFailsMakesNobodyDeaf() {
        String topic = "parley:failing:" + room;
        TopicListener failing = _ -> {
            throw new IllegalStateException("a mistake");
        };
        result(BACKPLANE.subscribe(topic, failing));
        for (int i = 0; i < 3; i++) {
            result(ROOMS.store().store().publish(topic, "something"));
        }
        ROOMS.says(ada, room, "one");
        all.forEach(ear -> ear.until("\"one\""));
        assertEquals(seqs(1, 1), seqs(first));
        BACKPLANE.unsubscribe(topic, failing);
    }

    private TestSubscriber ear() {
        return new TestSubscriber(ROOMS.store().vertx(), ada, room);
    }

    private void sits(TestSubscriber ear) {
        result(Future.<Void>future(
                done -> ear.loop().execute(() -> FEEDS.subscribe(ear.seat()).onComplete(done))));
        FEEDS.begin(
                room,
                result(ROOMS.rooms().state(ada, room, ResumeRequest.brief(Optional.empty()), false))
                        .head());
        ear.does(() -> {});
    }

    private static long reads() {
        return REDIS.info("commandstats", "cmdstat_xrange")
                .map(calls -> Long.parseLong(calls.replaceAll("calls=(\\d+),.*", "$1")))
                .orElse(0L);
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Long> seqs(TestSubscriber ear) {
        assertTrue(
                ear.heard().stream().allMatch(text -> text.startsWith("{\"ev\":\"message\"")), ear.heard()::toString);
        return ear.heard().stream().map(MessageText::seq).toList();
    }
}
