package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.backplane.TopicListener;
import chat.parley.delivery.TestSubscriber;
import chat.parley.history.MissedEvents;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.redis.client.Command;
import java.util.List;
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
    private static final PodFixture POD = new PodFixture(RoomFixture.TALKATIVE);
    private static final RoomFixture ROOMS = POD.rooms();

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final String epoch = ROOMS.joins(ada, room).epoch();
    private final TestSubscriber first = session();
    private final TestSubscriber second = session();
    private final TestSubscriber third = session();
    private final List<TestSubscriber> all = List.of(first, second, third);

    @BeforeEach
    void everybodySubscribes() {
        all.forEach(POD::subscribeFromHead);
        all.forEach(session -> session.does(() -> session.subscription().open(0)));
    }

    @AfterAll
    static void end() {
        POD.close();
    }

    @Test
    void everySessionReceivesEverythingInOrder() {
        ROOMS.saysMany(ada, room, 500);
        ROOMS.says(ada, room, "last");
        for (TestSubscriber session : all) {
            session.until("\"last\"");
            assertEquals(seqs(1, 501), seqs(session));
        }
    }

    @Test
    void gapIsFilledByOneReadForAllSessions() {
        ROOMS.says(ada, room, "one");
        first.until("\"one\"");
        for (int i = 2; i <= 6; i++) {
            ROOMS.saysUnheard(ada, room, "unheard-" + i);
        }
        POD.redis().ask("CONFIG RESETSTAT");
        ROOMS.says(ada, room, "seven");
        for (TestSubscriber session : all) {
            session.until("\"seven\"");
            assertEquals(seqs(1, 7), seqs(session));
        }
        assertEquals(1, reads());
        assertEquals(List.of(), first.renewals());
    }

    @Test
    void duplicatePublicationIsDeliveredOnce() {
        try (TopicRecorder listener = new TopicRecorder(ROOMS.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            ROOMS.says(ada, room, "one");
            listener.until(text -> text.contains("\"one\""));
            String publication = listener.lines().getFirst();
            result(ROOMS.store().store().publish(new RoomKeys(KeyPrefix.USUAL, room).topic(), publication));
            ROOMS.says(ada, room, "two");
            result(ROOMS.store().store().publish(new RoomKeys(KeyPrefix.USUAL, room).topic(), publication));
            ROOMS.says(ada, room, "three");
            for (TestSubscriber session : all) {
                session.until("\"three\"");
                assertEquals(seqs(1, 3), seqs(session));
            }
        }
    }

    @Test
    void latePublicationIsDropped() {
        StoredEntry late = ROOMS.saysUnheard(ada, room, "late");
        ROOMS.says(ada, room, "two");
        first.until("\"two\"");
        MissedEvents log = result(ROOMS.log().since(room, new Position(epoch, 0)));
        String publication = "log " + epoch + " " + late.at() + "\n1 \t"
                + log.events().getFirst().text() + "\n";
        result(ROOMS.store().store().publish(new RoomKeys(KeyPrefix.USUAL, room).topic(), publication));
        ROOMS.says(ada, room, "three");
        for (TestSubscriber session : all) {
            session.until("\"three\"");
            assertEquals(seqs(1, 3), seqs(session));
        }
    }

    @Test
    void messageForOthersReachesAllButOneSession() {
        ROOMS.saysToOthers(ada, room, "psst", first.session());
        ROOMS.says(ada, room, "all");
        for (TestSubscriber session : all) {
            session.until("\"all\"");
        }
        assertEquals(seqs(2, 2), seqs(first));
        assertEquals(seqs(1, 2), seqs(second));
        assertEquals(seqs(1, 2), seqs(third));
    }

    @Test
    void noMessageOvertakesTheRoomState() {
        TestSubscriber late = session();
        POD.subscribeFromHead(late);
        ROOMS.says(ada, room, "one");
        ROOMS.says(ada, room, "two");
        first.until("\"two\"");
        late.does(() -> {});
        assertEquals(List.of(), late.heard(), "before the state is written");
        late.does(() -> late.subscription().open(1));
        late.until("\"two\"");
        assertEquals(seqs(2, 2), seqs(late), "from the state's head on");
        ROOMS.says(ada, room, "three");
        late.until("\"three\"");
        assertEquals(seqs(2, 3), seqs(late));
    }

    @Test
    void closedSubscriptionHoldsMessagesBackAndLosesNone() {
        ROOMS.says(ada, room, "one");
        second.until("\"one\"");
        first.until("\"one\"");
        first.does(() -> first.subscription().shut());
        ROOMS.says(ada, room, "two");
        second.until("\"two\"");
        first.does(() -> {});
        assertEquals(seqs(1, 1), seqs(first));
        first.does(() -> first.subscription().reopen());
        first.until("\"two\"");
        assertFalse(first.heard().getLast().contains("\"one\""));
    }

    @Test
    void unsubscribedSessionReceivesNothingAndOthersContinue() {
        first.does(() -> POD.unsubscribe(first));
        ROOMS.says(ada, room, "one");
        second.until("\"one\"");
        third.until("\"one\"");
        first.does(() -> {});
        assertEquals(List.of(), first.heard());
    }

    @Test
    void abandonedRoomIsResubscribedFromItsHead() {
        all.forEach(session -> session.does(() -> POD.unsubscribe(session)));
        ROOMS.says(ada, room, "unheard");
        TestSubscriber late = session();
        POD.subscribeFromHead(late);
        late.does(() -> late.subscription().open(1));
        ROOMS.says(ada, room, "two");
        late.until("\"two\"");
        assertEquals(seqs(2, 2), seqs(late));
    }

    @Test
    void replacedStoreMakesEverySessionResume() {
        ROOMS.says(ada, room, "one");
        all.forEach(session -> session.until("\"one\""));
        AtomicInteger back = new AtomicInteger();
        POD.backplane().whenBack(back::incrementAndGet);
        POD.redis().stop();
        POD.redis().start();
        ROOMS.store().answers();
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> back.get() > 0);
        ROOMS.says(ada, room, "two");
        for (TestSubscriber session : all) {
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> !session.renewals().isEmpty());
            assertEquals(List.of(new Position(epoch, 1)), session.renewals());
            assertEquals(seqs(1, 1), seqs(session), "nothing of the new epoch before the state");
        }
    }

    @Test
    void unsubscribingTwiceAffectsNoOtherSession() {
        List<TestSubscriber> many =
                IntStream.range(0, 20).mapToObj(i -> session()).toList();
        many.forEach(POD::subscribeFromHead);
        many.forEach(session -> session.does(() -> session.subscription().open(0)));
        TestSubscriber last = many.getLast();
        many.stream().filter(session -> session != last).forEach(session -> {
            session.does(() -> assertTrue(POD.unsubscribe(session)));
            session.does(() -> assertFalse(POD.unsubscribe(session)));
        });
        ROOMS.says(ada, room, "still-here");
        last.until("still-here");
    }

    @Test
    void removedSessionReceivesOnlyEarlierMessages() {
        User eve = RoomFixture.user("Eve");
        ROOMS.joins(eve, room);
        TestSubscriber eves = POD.session(eve, room);
        POD.subscribeFromHead(eves);
        eves.does(() -> eves.subscription().open(0));
        ROOMS.saysMany(ada, room, 20);
        result(ROOMS.rooms().leave(eve, room));
        ROOMS.says(ada, room, "behind");
        first.until("behind");
        hears(eves, "left at 20");
        eves.does(() -> eves.subscription().open(0));
        assertEquals(seqs(1, 20), seqs(eves), "opening does not take the bar away");
        assertEquals(List.of(), first.told());
        eves.does(eves.subscription()::unbar);
        eves.until("behind");
        assertEquals(seqs(1, 21), seqs(eves), "who turns out to be in goes on");
    }

    @Test
    void changeClosesAffectedSubscriptionsInOrder() {
        ROOMS.saysMany(ada, room, 3);
        result(ROOMS.store().store().publish(new RoomKeys(KeyPrefix.USUAL, room).topic(), "changed *\n"));
        for (TestSubscriber session : all) {
            hears(session, "changed at 3");
        }
        ROOMS.says(ada, room, "behind");
        result(ROOMS.rooms().leave(ada, room));
        hears(first, "left at 4");
        assertEquals(seqs(1, 3), seqs(first), "nothing before the state");
        assertEquals(new Position(epoch, 3), first.subscription().since(new Position(epoch, 2)));
    }

    private static void hears(TestSubscriber session, String told) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> session.told().contains(told));
    }

    /// On the event loop of the backplane itself, an ending session removes its subscribers of that loop
    /// while events are being delivered to them.
    @Test
    void unsubscribingDuringADeliveryDoesNotBlockOthers() {
        TestSubscriber leaving = session();
        while (!leaving.loop().equals(POD.backplane().loop().nettyEventLoop())) {
            leaving = session();
        }
        TestSubscriber leaver = leaving;
        all.stream()
                .filter(session -> session.loop().equals(leaver.loop()))
                .forEach(session -> session.does(() -> POD.unsubscribe(session)));
        POD.subscribeFromHead(leaver);
        leaver.does(() -> leaver.subscription().open(0));
        leaver.whenHearing(() -> POD.unsubscribe(leaver));
        ROOMS.says(ada, room, "one");
        leaver.until("\"one\"");
        ROOMS.says(ada, room, "two");
        for (TestSubscriber session : all) {
            if (!session.loop().equals(leaver.loop())) {
                session.until("\"two\"");
                assertEquals(seqs(1, 2), seqs(session));
            }
        }
        TestSubscriber again = session();
        POD.subscribeFromHead(again);
        again.does(() -> again.subscription().open(2));
        ROOMS.says(ada, room, "three");
        again.until("\"three\"");
    }

    @Test
    void roomsOfThisPodAreRecordedAgainAfterTheStoreLostThem() {
        String rooms = "parley:pod:" + ROOMS.pod().name() + ":rooms";
        await().until(() ->
                ROOMS.store().text(Command.SISMEMBER, rooms, room.value()).equals("1"));
        ROOMS.store().asks(Command.DEL, rooms);
        POD.subscriptions().onLoop(POD.subscriptions()::recordRoomsAgain);
        await().until(() ->
                ROOMS.store().text(Command.SISMEMBER, rooms, room.value()).equals("1"));
    }

    @Test
    void failingListenerDoesNotBlockOthers() {
        String topic = "parley:failing:" + room;
        TopicListener failing = _ -> {
            throw new IllegalStateException("a mistake");
        };
        result(POD.backplane().subscribe(topic, failing));
        for (int i = 0; i < 3; i++) {
            result(ROOMS.store().store().publish(topic, "something"));
        }
        ROOMS.says(ada, room, "one");
        all.forEach(session -> session.until("\"one\""));
        assertEquals(seqs(1, 1), seqs(first));
        POD.backplane().unsubscribe(topic, failing);
    }

    private TestSubscriber session() {
        return POD.session(ada, room);
    }

    private static long reads() {
        return POD.redis()
                .info("commandstats", "cmdstat_xrange")
                .map(calls -> Long.parseLong(calls.replaceAll("calls=(\\d+),.*", "$1")))
                .orElse(0L);
    }

    private static List<Long> seqs(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Long> seqs(TestSubscriber session) {
        assertTrue(
                session.heard().stream().allMatch(text -> text.startsWith("{\"ev\":\"message\"")),
                session.heard()::toString);
        return session.heard().stream().map(MessageText::seq).toList();
    }
}
