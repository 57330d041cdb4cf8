package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.delivery.RoomMessage;
import chat.parley.delivery.TestSubscriber;
import chat.parley.keyspace.RoomKeys;
import chat.parley.kit.Settings;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
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

/// Typing events, from one pod through real pub/sub to its sessions (protocol.md sections 4 and 5, `typing`).
final class TypingTest {
    private static final PodFixture POD = new PodFixture(List.of());
    private static final RoomFixture ROOMS = POD.rooms();
    private static final RedisEphemeralEvents PASSING =
            new RedisEphemeralEvents(ROOMS.store().store(), ROOMS.pod(), Settings.of(LimitsConfig.class));
    private static final EphemeralEvents EVENTS =
            new EphemeralEvents(PASSING, new Typists(POD.subscriptions(), PASSING), new FrameWriter());

    private final RoomId room = RoomFixture.room();
    private final RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, room);
    private final User ada = RoomFixture.user("Ada");
    private final User grace = RoomFixture.user("Grace");
    private final TestSubscriber session = POD.session(grace, room);
    private final TopicRecorder listener = new TopicRecorder(ROOMS.store(), keys.topic());

    @BeforeEach
    void bothAreMembersAndGraceListens() {
        ROOMS.joins(ada, room);
        ROOMS.joins(grace, room);
        POD.subscribe(session);
    }

    @AfterEach
    void stopListening() {
        listener.close();
    }

    @AfterAll
    static void end() {
        POD.close();
    }

    @Test
    void typingIsPublishedAtMostOnceASecond() {
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

    private static String emitted(String event) {
        return new RoomMessage.Emitted("", List.of(event)).text();
    }

    @Test
    void clockStepBackDelaysEmitsNoLongerThanTheirAllowance() {
        long ahead = System.currentTimeMillis() + TimeUnit.HOURS.toMillis(1);
        ROOMS.store().asks(Command.ZADD, keys.passing(), ahead, ada.id());
        Problem refused =
                assertThrows(Problem.class, () -> result(PASSING.emit(ada.id(), room, emitted("{}"), false, 1)));
        assertEquals("rate_limited", refused.code().wire());
        double kept = Double.parseDouble(ROOMS.store().text(Command.ZSCORE, keys.passing(), ada.id()));
        assertTrue(kept < ahead, "what is capped stays so: " + kept);
    }

    @Test
    void emitToAStrangerCostsTheSameWhetherTheyAreOnline() {
        RoomId direct = RoomId.direct(ada.id(), grace.id());
        RoomKeys theirs = new RoomKeys(KeyPrefix.USUAL, direct);
        ROOMS.store().asks(Command.HSET, theirs.meta(), "kind", "direct");
        for (User user : List.of(ada, grace)) {
            ROOMS.store().asks(Command.HSET, theirs.members(), user.id(), "member 0 0 0 " + user.name());
            ROOMS.store().asks(Command.HSET, theirs.online(), user.id(), "here");
        }
        long before = System.currentTimeMillis();
        result(PASSING.emit(ada.id(), direct, emitted("\"" + "x".repeat(2 << 20) + "\""), false, 1));
        long took = System.currentTimeMillis() - before;
        double until = Double.parseDouble(ROOMS.store().text(Command.ZSCORE, theirs.passing(), ada.id()));
        assertTrue(until - before < 1_500 + took, "2 MiB, once, at 2 MiB a second: " + (until - before));
    }

    @Test
    void typingOfADeadPodExpires() {
        result(ROOMS.store().store().publish(keys.topic(), "typing dead-0000\n300 " + ada.id() + " Ada\n"));
        assertShown(List.of(
                "{\"ev\":\"typing\",\"room\":\"" + room + "\",\"users\":[{\"id\":\"" + ada.id()
                        + "\",\"name\":\"Ada\"}]}",
                "{\"ev\":\"typing\",\"room\":\"" + room + "\",\"users\":[]}"));
    }

    @Test
    void formerMemberIsNotListedAsTyping() {
        types(ada, true);
        listener.until(text -> text.contains(" Ada\n") && text.startsWith("typing"));
        ROOMS.store().asks(Command.HDEL, keys.members(), ada.id());
        types(grace, true);
        listener.until(text -> text.contains(" Grace\n") && text.startsWith("typing"));
        assertTrue(typings().getLast().indexOf("Ada") < 0, () -> typings().toString());
    }

    @Test
    void mutedAndBannedUsersCannotType() {
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
    void privateRoomRevealsNothingToNonMembers() {
        ROOMS.store().asks(Command.HSET, keys.meta(), "kind", "private");
        User eve = RoomFixture.user("Eve");
        Problem refused = assertThrows(Problem.class, () -> types(eve, true));
        Problem absent = assertThrows(
                Problem.class,
                () -> result(EVENTS.typing(
                        eve,
                        "eve",
                        new EphemeralCommand.Typing(Optional.empty(), new RoomId("no-such-room"), true),
                        KeyPower.NONE)));
        assertEquals(
                absent.getMessage().replace("no-such-room", room.value()),
                refused.getMessage(),
                "as if there were no such room");
    }

    private void types(User user, boolean on) {
        result(EVENTS.typing(
                user,
                "session of " + user.id(),
                new EphemeralCommand.Typing(Optional.empty(), room, on),
                KeyPower.NONE));
    }

    private List<String> typings() {
        return listener.lines().stream()
                .filter(text -> text.startsWith("typing"))
                .toList();
    }

    private void assertShown(List<String> expected) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> typingEvents().size() >= expected.size());
        assertEquals(expected, typingEvents());
    }

    private List<String> typingEvents() {
        return session.passing().stream()
                .filter(text -> text.contains("\"typing\""))
                .toList();
    }
}
