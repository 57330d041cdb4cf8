package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.backplane.RedisBackplane;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.delivery.TestSubscriber;
import chat.parley.dev.OwnRedis;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Settings;
import chat.parley.limits.LimitsConfig;
import chat.parley.presence.PresenceConfig;
import chat.parley.presence.RedisPresence;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who is typing, from one pod through real pub/sub to its sessions (protocol.md sections 4 and 5, `typing`).
final class TypingTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final RoomFixture ROOMS = new RoomFixture(REDIS, "here", List.of());
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
    private static final RedisEphemeralEvents PASSING =
            new RedisEphemeralEvents(ROOMS.store().store(), ROOMS.pod(), Settings.of(LimitsConfig.class));
    private static final EphemeralEvents EVENTS =
            new EphemeralEvents(PASSING, new Typists(FEEDS, PASSING), new FrameWriter());

    private final RoomId room = RoomFixture.room();
    private final RoomKeys keys = new RoomKeys(room);
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");
    private final TestSubscriber ear = new TestSubscriber(ROOMS.store().vertx(), grace, room);
    private final TopicRecorder listener = new TopicRecorder(ROOMS.store(), keys.topic());

    static {
        BACKPLANE.open();
    }

    @BeforeEach
    void bothAreMembersAndGraceListens() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        result(Future.<Void>future(
                done -> ear.loop().execute(() -> FEEDS.subscribe(ear.seat()).onComplete(done))));
    }

    @AfterEach
    void stopListening() {
        listener.close();
    }

    @AfterAll
    static void end() {
        BACKPLANE.close();
        ROOMS.close();
        REDIS.close();
    }

    @Test
    void whoTypesIsToldToAllPodsAtMostOnceASecond() {
        long began = System.nanoTime();
        IntStream.range(0, 50).forEach(i -> types(ada, i % 2 == 0));
        types(ada, true);
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> typings().size() > 1 && typings().getLast().contains(" Ada\n"));
        long seconds = 1 + (System.nanoTime() - began) / 1_000_000_000;
        assertTrue(typings().size() <= 1 + seconds, () -> typings().toString());
        long holds = Long.parseLong(typings().getLast().split("[\n ]", -1)[2]);
        assertTrue(holds > 4_000 && holds <= 6_001, "falls silent after 6 s, got " + holds);
    }

    @Test
    void afterAStepBackOfTheClockEmitsWaitNoLongerThanTheirAllowanceTakes() {
        long ahead = System.currentTimeMillis() + TimeUnit.HOURS.toMillis(1);
        ROOMS.store().asks(Command.ZADD, keys.passing(), ahead, ada.id());
        Problem refused = assertThrows(Problem.class, () -> result(PASSING.emit(ada.id(), room, "", "{}")));
        assertEquals("rate_limited", refused.code().wire());
        double kept = Double.parseDouble(ROOMS.store().text(Command.ZSCORE, keys.passing(), ada.id()));
        assertTrue(kept < ahead, "what is capped stays so: " + kept);
    }

    @Test
    void aPodThatDiedFallsSilentByItself() {
        result(ROOMS.store().store().publish(keys.topic(), "typing dead-0000\n300 " + ada.id() + " Ada\n"));
        ear(List.of(
                "{\"ev\":\"typing\",\"room\":\"" + room + "\",\"users\":[{\"id\":\"" + ada.id()
                        + "\",\"name\":\"Ada\"}]}",
                "{\"ev\":\"typing\",\"room\":\"" + room + "\",\"users\":[]}"));
    }

    @Test
    void whoLostTheMembershipMeanwhileIsNotNamed() {
        types(ada, true);
        listener.until(text -> text.contains(" Ada\n") && text.startsWith("typing"));
        ROOMS.store().asks(Command.HDEL, keys.members(), ada.id());
        types(grace, true);
        listener.until(text -> text.contains(" Grace\n") && text.startsWith("typing"));
        assertTrue(typings().getLast().indexOf("Ada") < 0, () -> typings().toString());
    }

    @Test
    void theMutedAndTheBannedDoNotWrite() {
        ROOMS.store().asks(Command.HSET, keys.members(), ada.id(), "member 0 99999999999999 1 Ada");
        Problem muted = assertThrows(Problem.class, () -> types(ada, true));
        assertEquals("muted", muted.code().wire());
        assertTrue(muted.after().isPresent(), "says for how long");
        ROOMS.store().asks(Command.HSET, keys.banned(), ada.id(), "0");
        assertEquals(
                "banned",
                assertThrows(Problem.class, () -> types(ada, true)).code().wire());
    }

    @Test
    void aPrivateRoomSaysNothingToWhoIsNotInIt() {
        ROOMS.store().asks(Command.HSET, keys.meta(), "kind", "private");
        User eve = RoomFixture.user("Eve");
        Problem refused = assertThrows(Problem.class, () -> types(eve, true));
        Problem absent = assertThrows(
                Problem.class,
                () -> result(EVENTS.typing(
                        eve, "eve", new EphemeralCommand.Typing(Optional.empty(), new RoomId("no-such-room"), true))));
        assertEquals(
                absent.getMessage().replace("no-such-room", room.value()),
                refused.getMessage(),
                "as if there were no such room");
    }

    private void types(User user, boolean on) {
        result(EVENTS.typing(user, "session of " + user.id(), new EphemeralCommand.Typing(Optional.empty(), room, on)));
    }

    private List<String> typings() {
        return listener.lines().stream()
                .filter(text -> text.startsWith("typing"))
                .toList();
    }

    private void ear(List<String> expected) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> typingEvents().size() >= expected.size());
        assertEquals(expected, typingEvents());
    }

    private List<String> typingEvents() {
        return ear.passing().stream()
                .filter(text -> text.contains("\"typing\""))
                .toList();
    }
}
