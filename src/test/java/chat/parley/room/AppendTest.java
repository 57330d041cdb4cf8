package chat.parley.room;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.delivery.RoomMessage;
import chat.parley.dev.OwnRedis;
import chat.parley.history.MissedEvents;
import chat.parley.history.StoredEntry;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Store;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Storing (protocol.md section 6, promises 3 to 5), by two pods on one Redis.
final class AppendTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture HERE = new RoomFixture(REDIS, "here", RoomFixture.TALKATIVE);
    private static final RoomFixture THERE = new RoomFixture(REDIS, "there", RoomFixture.TALKATIVE);

    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");

    AppendTest() {
        HERE.joins(ada, room);
        HERE.joins(grace, room);
    }

    @AfterAll
    static void end() {
        HERE.close();
        THERE.close();
        REDIS.close();
    }

    @Test
    void twoPodsWritingAtOnceLeaveNoGapAndNoDuplicate() {
        List<Future<StoredEntry>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(HERE.sends(ada, room, "a" + i));
            all.add(THERE.sends(grace, room, "g" + i));
        }
        List<Long> seqs =
                all.stream().map(one -> result(one).position().seq()).sorted().toList();
        assertEquals(LongStream.rangeClosed(1, 1_000).boxed().toList(), seqs);
        assertEquals(1_000, HERE.entries(room));
    }

    /// The first answer of a batch holds up its thread, while another thread appends, and has time to get its
    /// answer. Redis is held up until the batch is complete.
    @Test
    void answersAreInTheOrderOfTheEntriesOnWhicheverThread() throws InterruptedException {
        VertxInternal vertx = (VertxInternal) HERE.store().vertx();
        Context one = vertx.createWorkerContext();
        Context other = vertx.createWorkerContext();
        List<String> answered = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(4);
        CountDownLatch complete = new CountDownLatch(1);
        CountDownLatch timeEnough = new CountDownLatch(1);
        BiConsumer<String, Runnable> says =
                (cid, then) -> HERE.sends(ada, room, cid).onComplete(_ -> {
                    answered.add(cid);
                    then.run();
                    all.countDown();
                });
        REDIS.ask("CLIENT PAUSE 10000 WRITE");
        one.runOnContext(_ -> {
            says.accept("alone", () -> {});
            says.accept("first", () -> {
                other.runOnContext(_ -> {
                    says.accept("later", () -> {});
                    HERE.store().store().probe("topic", "text").onComplete(_ -> timeEnough.countDown());
                });
                uninterrupted(timeEnough);
            });
            says.accept("second", () -> {});
            complete.countDown();
        });
        uninterrupted(complete);
        REDIS.ask("CLIENT UNPAUSE");
        assertTrue(all.await(10, SECONDS), answered::toString);
        assertEquals(List.of("alone", "first", "second", "later"), answered);
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void sameCidTenTimesAtOnceIsStoredOnceAndAnsweredAlike() {
        List<StoredEntry> answers =
                IntStream.range(0, 10)
                        .mapToObj(i -> (i % 2 == 0 ? HERE : THERE).sends(ada, room, "once"))
                        .toList()
                        .stream()
                        .map(Store::result)
                        .toList();
        assertEquals(1, answers.stream().filter(answer -> !answer.duplicate()).count());
        assertEquals(1, answers.stream().map(StoredEntry::position).distinct().count());
        assertEquals(1, answers.stream().map(StoredEntry::at).distinct().count());
        assertEquals(1, HERE.entries(room));
    }

    @Test
    void theSameCidOfAnotherUserIsAnotherMessage() {
        HERE.says(ada, room, "hello");
        assertFalse(HERE.says(grace, room, "hello").duplicate());
    }

    @Test
    void cidIsKnownForTenMinutesAndForgottenAfterTwenty() {
        StoredEntry first = HERE.says(ada, room, "hello");
        HERE.travels(Duration.ofMinutes(9).plusSeconds(59).toMillis());
        StoredEntry again = THERE.says(ada, room, "hello");
        assertTrue(again.duplicate());
        assertEquals(first.position(), again.position());
        assertEquals(first.at(), again.at());
        HERE.travels(Duration.ofMinutes(10).plusSeconds(2).toMillis());
        assertFalse(HERE.says(ada, room, "hello").duplicate());
    }

    @Test
    void cidIsKnownForTenMinutesWheneverItArrived() {
        for (int minute = 0; minute < 20; minute++) {
            HERE.says(ada, room, "m" + minute);
            HERE.travels(Duration.ofMinutes(10).minusSeconds(1).toMillis());
            assertTrue(HERE.says(ada, room, "m" + minute).duplicate(), "minute " + minute);
            HERE.travels(Duration.ofSeconds(61).toMillis());
        }
    }

    @Test
    void flushedScriptsUnderLoadLoseDuplicateAndReorderNothing() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        Thread forgetting = Thread.startVirtualThread(() -> {
            while (!done.get()) {
                THERE.store().asks(Command.SCRIPT, "FLUSH");
            }
        });
        List<StoredEntry> all = HERE.saysMany(ada, room, 5_000);
        done.set(true);
        forgetting.join();
        assertEquals(
                LongStream.rangeClosed(1, 5_000).boxed().toList(),
                all.stream().map(stored -> stored.position().seq()).toList());
        assertTrue(all.stream().noneMatch(StoredEntry::duplicate));
        assertEquals(5_000, HERE.entries(room));
    }

    @Test
    void publishedMessageEqualsTheStoredOne() {
        List<String> heard = new ArrayList<>();
        try (TopicRecorder listener = new TopicRecorder(HERE.store(), new RoomKeys(KeyPrefix.USUAL, room).topic())) {
            HERE.saysMany(ada, room, 200);
            THERE.saysMany(grace, room, 200);
            String epoch = HERE.says(ada, room, "last").position().epoch();
            MissedEvents log = result(HERE.log().since(room, new Position(epoch, 0)));
            listener.until(text -> text.contains("\"last\""));
            for (RoomMessage text : listener.texts()) {
                if (text instanceof RoomMessage.Log said) {
                    said.events().forEach(line -> heard.add(line.seq() + line.toString()));
                }
            }
            assertEquals(
                    log.events().stream()
                            .map(event -> event.position().seq() + event.text())
                            .toList(),
                    heard);
            assertEquals(401, heard.size());
        }
    }

    @Test
    void missingRoomIsNotFound() {
        assertEquals(
                "not_found",
                refused(HERE, ada, RoomFixture.room(), "hello").code().wire());
    }

    @Test
    void nonMemberIsRefused() {
        assertEquals(
                "not_member",
                refused(HERE, RoomFixture.user("Eve"), room, "hello").code().wire());
    }

    @Test
    void privateRoomIsHiddenFromOutsidersAndBannedUsers() {
        HERE.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).meta(), "kind", "private");
        assertEquals(
                "not_found",
                refused(HERE, RoomFixture.user("Eve"), room, "hello").code().wire());
        ban(ada);
        assertEquals("not_found", refused(HERE, ada, room, "hello").code().wire());
    }

    @Test
    void banIsReportedBeforeAMissingMembership() {
        User eve = RoomFixture.user("Eve");
        ban(eve);
        assertEquals("banned", refused(HERE, eve, room, "hello").code().wire());
    }

    @Test
    void duplicateIsAnsweredWhateverChangedSince() {
        StoredEntry first = HERE.says(ada, room, "hello");
        result(HERE.rooms().leave(ada, room));
        assertEquals(first.position(), HERE.says(ada, room, "hello").position());
        ban(ada);
        assertEquals(first.position(), HERE.says(ada, room, "hello").position());
    }

    @Test
    void mutedMemberLearnsForHowLong() {
        mute(ada, System.currentTimeMillis() + travelled() + 60_000);
        Problem muted = refused(HERE, ada, room, "hello");
        assertEquals("muted", muted.code().wire());
        long after = muted.after().orElseThrow();
        assertTrue(after > 50_000 && after <= 60_100, "after " + after);
        mute(ada, System.currentTimeMillis() + travelled() - 1_000);
        HERE.says(ada, room, "hello");
    }

    @Test
    void messageRateIsCheckedLastAndCarriesRetryAfter() {
        try (RoomFixture strict = new RoomFixture(
                REDIS, "strict", List.of("parley.limits.messages-per-second=1", "parley.limits.messages-burst=3"))) {
            HERE.standsStill();
            for (int i = 0; i < 3; i++) {
                strict.says(ada, room, "m" + i);
            }
            Problem refused = refused(strict, ada, room, "m3");
            assertEquals("rate_limited", refused.code().wire());
            assertTrue(refused.retry());
            long after = refused.after().orElseThrow();
            assertTrue(after > 0 && after <= 1_000, "after " + after);
            assertTrue(refused.getMessage().contains("parley.limits.messages-per-second"), refused.getMessage());
            assertTrue(strict.says(ada, room, "m1").duplicate(), "a duplicate counts for no rate");
            strict.says(grace, room, "m0");

            HERE.travels(after / 2);
            assertTrue(refused(strict, ada, room, "m3").after().orElseThrow() <= after - after / 2);
            HERE.travels(after - after / 2);
            assertFalse(strict.says(ada, room, "m3").duplicate(), "a refusal leaves the cid free");

            mute(ada, System.currentTimeMillis() + travelled() + 60_000);
            assertEquals("muted", refused(strict, ada, room, "m4").code().wire());
        } finally {
            HERE.goesOn();
        }
    }

    @Test
    void onlyMembersAreMentioned() {
        Problem refused = assertThrows(
                Problem.class,
                () -> HERE.says(ada, room, "hello", RoomFixture.user("Eve").id()));
        assertEquals("bad_request", refused.code().wire());
        assertEquals(0, HERE.entries(room));
    }

    @Test
    void refusedMessageIsNeitherStoredNorCounted() {
        ban(grace);
        refused(HERE, grace, room, "hello");
        assertEquals(1, HERE.says(ada, room, "hello").position().seq());
        assertEquals(1, HERE.entries(room));
    }

    @Test
    void clockStepBackDelaysARoomNoLongerThanItsAllowance() {
        String meta = new RoomKeys(KeyPrefix.USUAL, room).meta();
        long ahead =
                System.currentTimeMillis() + travelled() + Duration.ofHours(9).toMillis();
        try (RoomFixture small = new RoomFixture(REDIS, "small", List.of("parley.limits.room-bytes-per-minute=60K"))) {
            HERE.store().asks(Command.HSET, meta, "filled", ahead);
            Problem refused = refused(small, grace, room, "hello");
            assertEquals("rate_limited", refused.code().wire());
            double filled = Double.parseDouble(HERE.store().text(Command.HGET, meta, "filled"));
            assertTrue(filled < ahead, "what is capped stays so: " + filled);
        }
    }

    private static Problem refused(RoomFixture fixture, User user, RoomId room, String cid) {
        return assertThrows(Problem.class, () -> fixture.says(user, room, cid));
    }

    private void ban(User user) {
        HERE.store().asks(Command.HSET, new RoomKeys(KeyPrefix.USUAL, room).banned(), user.id(), "0");
    }

    private void mute(User user, long until) {
        HERE.store()
                .asks(
                        Command.HSET,
                        new RoomKeys(KeyPrefix.USUAL, room).members(),
                        user.id(),
                        "member 0 " + until + " 1 " + user.name());
    }

    private static long travelled() {
        String clock = HERE.store().text(Command.GET, "parley:test:clock");
        return Stream.of(clock)
                .filter(text -> !text.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
    }
}
