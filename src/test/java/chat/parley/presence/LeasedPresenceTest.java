package chat.parley.presence;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.room.RoomFixture;
import chat.parley.room.TopicRecorder;
import chat.parley.store.KeyPrefix;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Two pods' users in one room: each real change between online and offline is announced exactly once
/// (protocol.md section 6, promise 10).
final class LeasedPresenceTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture HERE = new RoomFixture(REDIS, "here", List.of());
    private static final RoomFixture THERE = new RoomFixture(REDIS, "there", List.of());
    private static final long LONG = 60_000;

    private final RedisPresence here = new RedisPresence(HERE.store().store(), HERE.pod());
    private final RedisPresence there = new RedisPresence(THERE.store().store(), THERE.pod());
    private final RoomId room = RoomFixture.room();
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");
    private final TopicRecorder listener = new TopicRecorder(HERE.store(), new RoomKeys(KeyPrefix.USUAL, room).topic());

    /// Both pods are new ones in the next test.
    @AfterEach
    void stop() {
        listener.close();
        HERE.store().asks(Command.DEL, "parley:pods");
        HERE.store().asks(Command.DEL, "parley:{parley:pods}:enforcing:write");
    }

    @AfterAll
    static void end() {
        HERE.close();
        THERE.close();
        REDIS.close();
    }

    @Test
    void podOfAnotherReleaseIsNoticedUntilItsLeaseEnds() {
        result(here.renew(LONG, LONG));
        result(there.renew(LONG, LONG));
        assertTrue(result(here.allEnforceWriters()));
        // As the release before renews its lease.
        HERE.store().asks(Command.ZADD, "parley:pods", Long.MAX_VALUE / 1000, "older-1a2b");
        assertFalse(result(here.allEnforceWriters()));
        HERE.store().asks(Command.ZADD, "parley:pods", 1, "older-1a2b");
        assertTrue(result(here.allEnforceWriters()));
    }

    @Test
    void userOnTwoPodsComesOnlineOnceAndGoesOfflineWithTheLast() {
        HERE.joins(ada, room);
        THERE.joins(ada, room);
        assertFalse(exits(here, ada));
        assertTrue(exits(there, ada));
        assertFalse(exits(there, ada));
        assertEquals(List.of("+" + ada.id() + " Ada", "-" + ada.id() + " Ada"), told());
    }

    @Test
    void manyGoOfflineInOneCallAndOnePublication() {
        List<User> many = IntStream.range(0, 50)
                .mapToObj(i -> RoomFixture.user("Guest " + i))
                .toList();
        many.forEach(user -> HERE.joins(user, room));
        THERE.joins(many.getFirst(), room);
        HERE.joins(ada, room);
        assertEquals(49, result(here.exit(Map.of(room, many))));
        assertEquals(
                many.stream()
                        .skip(1)
                        .map(user -> "-" + user.id() + " " + user.name())
                        .toList(),
                told().stream().filter(line -> line.startsWith("-")).toList());
        assertEquals("2", HERE.store().text(Command.HLEN, new RoomKeys(KeyPrefix.USUAL, room).online()));
        assertEquals(0, result(here.exit(Map.of(room, many))));
    }

    @Test
    void userTwiceOnOnePodComesOnlineOnce() {
        HERE.joins(ada, room);
        result(here.enter(new RoomUser(room, ada.id())));
        HERE.joins(ada, room);
        assertEquals(List.of("+" + ada.id() + " Ada"), told());
    }

    @Test
    void nonMemberDoesNotComeOnline() {
        HERE.joins(ada, room);
        result(there.enter(new RoomUser(room, grace.id())));
        assertEquals("1", HERE.store().text(Command.HLEN, new RoomKeys(KeyPrefix.USUAL, room).online()));
    }

    @Test
    void aLeaseIsHeldWhileItIsRenewed() {
        assertFalse(result(here.renew(LONG, LONG)).held(), "a new pod");
        assertTrue(result(here.renew(LONG, LONG)).held());
        assertEquals(List.of(), result(there.renew(LONG, LONG)).dead());
        dies(HERE, here);
        assertEquals(List.of(HERE.pod().name()), result(there.renew(LONG, LONG)).dead());
        assertFalse(result(here.renew(LONG, LONG)).held(), "it was taken for dead");
    }

    @Test
    void allPodsKnowKeysOnceThoseOfTheReleaseBeforeAreGone() {
        HERE.store().asks(Command.DEL, "parley:{parley:pods}:knowing:keys");
        result(here.renew(LONG, LONG));
        assertTrue(result(here.allKnowKeys(LONG)));
        result(there.renew(LONG, LONG));
        assertFalse(result(here.allKnowKeys(LONG)), "it has not said that it knows them");
        assertTrue(result(there.allKnowKeys(LONG)));
        assertTrue(result(here.allKnowKeys(LONG)));
    }

    @Test
    void leaseIsNotExtendedByAClockStepBack() {
        result(here.renew(LONG, LONG));
        result(there.renew(LONG, LONG));
        // The state after the clock stepped back by an hour.
        long ahead = score(HERE) + Duration.ofHours(1).toMillis();
        HERE.store().asks(Command.ZADD, "parley:pods", ahead, HERE.pod().name());
        long before = score(THERE);
        RedisPresence.Lease lease = result(there.renew(LONG, 2 * LONG));
        assertEquals(List.of(), lease.dead());
        assertEquals(lease.time() + 2 * LONG, score(HERE), "the longest that a lease is");
        assertTrue(score(THERE) >= before);
        lease = result(there.renew(LONG / 2, LONG));
        assertEquals(lease.time() + LONG, score(HERE));
        assertEquals(lease.time() + LONG / 2, score(THERE), "a pod that goes may say less");
        assertTrue(result(here.renew(LONG, LONG)).held());
    }

    @Test
    void deadReaperIsNotAwaitedLongerAfterAClockStepBack() {
        result(here.addRoom(room));
        HERE.joins(ada, room);
        dies(HERE, here);
        String reaper = "parley:pod:" + HERE.pod().name() + ":reaper";
        HERE.store()
                .asks(Command.SET, reaper, "taken", "PX", Duration.ofHours(1).toMillis());
        result(there.takeOffline(HERE.pod().name()));
        assertTrue(Long.parseLong(HERE.store().text(Command.PTTL, reaper)) <= 10_000);
        HERE.store().asks(Command.DEL, reaper);
    }

    private static long score(RoomFixture fixture) {
        return Math.round(Double.parseDouble(fixture.store()
                .text(Command.ZSCORE, "parley:pods", fixture.pod().name())));
    }

    @Test
    void usersOfADeadPodAreRemovedOnceByAnyPod() {
        result(here.addRoom(room));
        HERE.joins(ada, room);
        HERE.joins(grace, room);
        THERE.joins(ada, room);
        dies(HERE, here);
        String dead = HERE.pod().name();
        result(Future.all(List.of(there.takeOffline(dead), there.takeOffline(dead), here.takeOffline(dead))));
        Awaitility.await()
                .until(() ->
                        HERE.store().text(Command.ZSCORE, "parley:pods", dead).isEmpty());
        assertEquals(
                List.of("+" + ada.id() + " Ada", "+" + grace.id() + " Grace", "-" + grace.id() + " Grace"), told());
        assertEquals("1", HERE.store().text(Command.HLEN, new RoomKeys(KeyPrefix.USUAL, room).online()));
        HERE.store().asks(Command.DEL, "parley:pod:" + dead + ":reaper");
    }

    @Test
    void userWhoReconnectsElsewhereBeforeReapingStaysOnline() {
        result(here.addRoom(room));
        HERE.joins(ada, room);
        dies(HERE, here);
        THERE.joins(ada, room);
        result(there.takeOffline(HERE.pod().name()));
        assertEquals(List.of("+" + ada.id() + " Ada"), told());
        HERE.store().asks(Command.DEL, "parley:pod:" + HERE.pod().name() + ":reaper");
    }

    @Test
    void hundredsOfUsersOfADeadPodAreAllRemoved() {
        result(here.addRoom(room));
        List<User> all = IntStream.range(0, 450)
                .mapToObj(i -> RoomFixture.user("User " + i))
                .toList();
        all.forEach(user -> HERE.joins(user, room));
        THERE.joins(ada, room);
        dies(HERE, here);
        result(there.takeOffline(HERE.pod().name()));
        assertEquals("1", HERE.store().text(Command.HLEN, new RoomKeys(KeyPrefix.USUAL, room).online()));
        List<String> left = told().stream().filter(line -> line.startsWith("-")).toList();
        assertEquals(450, left.size());
        assertEquals(450, new HashSet<>(left).size());
        HERE.store().asks(Command.DEL, "parley:pod:" + HERE.pod().name() + ":reaper");
    }

    private boolean exits(RedisPresence pod, User user) {
        return result(pod.exit(Map.of(room, List.of(user)))) == 1;
    }

    /// Its lease expires.
    private static void dies(RoomFixture fixture, RedisPresence pod) {
        result(pod.renew(LONG, LONG));
        fixture.store().asks(Command.ZADD, "parley:pods", 1, fixture.pod().name());
    }

    /// The users reported to come online and go offline so far.
    private List<String> told() {
        result(HERE.store().store().publish(new RoomKeys(KeyPrefix.USUAL, room).topic(), "fence"));
        listener.until("fence"::equals);
        List<String> told = new ArrayList<>();
        listener.lines().forEach(text -> text.lines().skip(1).forEach(told::add));
        return told;
    }
}
