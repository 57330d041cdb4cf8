package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.identity.RedisUsers;
import chat.parley.identity.TokenConfig;
import chat.parley.keyspace.RoomKeys;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Person;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.SendTarget;
import chat.parley.protocol.User;
import chat.parley.store.KeyPrefix;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreClock;
import chat.parley.trace.Step;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Guests who do not return (protocol.md section 9, `parley.token.age`).
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class ExpiredGuestCleanupTest {
    private static final long MINUTE = 60_000;

    @Inject
    ExpiredGuestCleanup cleanup;

    @Inject
    RedisUsers users;

    @Inject
    Blocks blocks;

    @Inject
    Conversations conversations;

    @Inject
    RedisRooms records;

    @Inject
    RedisStore store;

    @Inject
    StoreClock clock;

    @Inject
    TokenConfig config;

    private final RoomId tea = freshRoom();
    private final RoomId jazz = freshRoom();
    private final User ada = guest("Ada");
    private final User grace = guest("Grace");

    @BeforeEach
    void bothAreInTwoRooms() {
        for (User user : List.of(ada, grace)) {
            result(users.hello(user));
            for (RoomId room : List.of(tea, jazz)) {
                result(users.list(user.id(), room));
                result(records.join(user, room, ResumeRequest.brief(Optional.empty()), true));
                store.send(Command.HDEL, new RoomKeys(KeyPrefix.USUAL, room).online(), user.id());
            }
        }
    }

    @Test
    void expiredGuestIsRemovedFromAllRoomsAndForgotten() {
        asks(Command.ZADD, new RoomKeys(KeyPrefix.USUAL, tea).mentions(), 0, ada.id() + ":0000000000000001");
        asks(Command.ZADD, new RoomKeys(KeyPrefix.USUAL, tea).mentions(), 0, grace.id() + ":0000000000000001");
        wasSeen(ada, config.age().toMillis() + MINUTE);
        wasSeen(grace, config.age().toMillis() - MINUTE);
        result(cleanup.round());
        for (RoomId room : List.of(tea, jazz)) {
            assertThrows(Problem.class, () -> looks(ada, room));
            assertEquals(1, looks(grace, room), "the other is a member still");
        }
        RoomKeys keys = new RoomKeys(KeyPrefix.USUAL, tea);
        for (String key : List.of(keys.read(), keys.received(), keys.mentions())) {
            String kept = asks(Command.ZRANGE, key, 0, -1).toString();
            assertTrue(kept.contains(grace.id()), kept);
            assertFalse(kept.contains(ada.id()), kept);
        }
        assertEquals(
                0, asks(Command.EXISTS, record(ada), record(ada) + ":rooms").toInteger());
        assertEquals(
                2, asks(Command.EXISTS, record(grace), record(grace) + ":rooms").toInteger());
        assertEquals(List.of(), result(users.roomsOf(ada.id())));
    }

    @Test
    void permanentlyConnectedGuestStays() {
        result(records.state(ada, jazz, ResumeRequest.brief(Optional.empty()), true));
        wasSeen(ada, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(2, looks(ada, tea));
        result(cleanup.round());
        assertEquals(2, looks(ada, tea), "and is not looked at again at once");
        assertEquals(List.of(), result(users.unseenFor(config.age(), 10)));
    }

    @Test
    void cleanupInterruptedByADyingPodIsCompleted() {
        wasSeen(ada, 2 * config.age().toMillis());
        result(records.leave(ada, tea));
        result(cleanup.round());
        assertThrows(Problem.class, () -> looks(ada, jazz));
        wasSeen(ada, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(List.of(), result(users.unseenFor(config.age(), 10)), "without a record, too");
    }

    @Test
    void blocksByAndOfAForgottenUserAreDeleted() {
        User eve = guest("Eve");
        result(users.hello(eve));
        result(blocks.set(ada, grace.id(), true));
        result(blocks.set(grace, ada.id(), true));
        result(blocks.set(eve, ada.id(), true));
        result(blocks.set(eve, grace.id(), true));
        wasSeen(ada, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(List.of(), left(ada, grace, eve));
        assertEquals(
                Set.of("blocked:" + grace.id()),
                fields(RoomId.direct(eve.id(), grace.id())),
                "those of others are as they were");
        assertTrue(result(users.blocks(eve.id(), grace.id())));
        assertFalse(result(users.blocks(eve.id(), ada.id())));
        assertFalse(result(users.blocks(grace.id(), ada.id())));
        wasSeen(eve, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(List.of(), left(eve, ada, grace));
    }

    @Test
    void directRoomKeepsTheMessagesOfTheRemainingUser() {
        RoomId room = RoomId.direct(ada.id(), grace.id());
        result(conversations.send(
                ada,
                "session",
                new chat.parley.protocol.Command.Send(
                        Optional.empty(),
                        new Person(grace.id()),
                        new Cid("one"),
                        Optional.of("Hello"),
                        Optional.empty(),
                        SendTarget.ROOM,
                        Optional.empty(),
                        List.of()),
                Step.NONE));
        result(blocks.set(ada, grace.id(), true));
        result(blocks.set(grace, ada.id(), true));
        result(conversations.hide(ada, room));
        result(conversations.hide(grace, room));
        wasSeen(ada, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(Set.of("hidden:" + grace.id()), fields(room));
        assertEquals(
                "0",
                asks(Command.HEXISTS, new RoomKeys(KeyPrefix.USUAL, room).members(), ada.id())
                        .toString());
        assertEquals(
                1,
                asks(Command.EXISTS, new RoomKeys(KeyPrefix.USUAL, room).meta()).toInteger());
    }

    @Test
    void blockHalfWrittenByADyingPodIsDeleted() {
        asks(Command.SADD, record(ada) + ":blockers", grace.id());
        wasSeen(ada, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(List.of(), left(ada, grace));
        User eve = guest("Eve");
        result(users.hello(eve));
        result(users.block(eve.id(), grace.id()));
        wasSeen(eve, 2 * config.age().toMillis());
        result(cleanup.round());
        assertEquals(List.of(), left(eve, ada, grace));
        assertEquals(0, asks(Command.EXISTS, record(grace) + ":blockers").toInteger());
    }

    @Test
    void liftedBlockLeavesNothing() {
        result(blocks.set(ada, grace.id(), true));
        result(blocks.set(ada, grace.id(), false));
        assertEquals(
                0,
                asks(
                                Command.EXISTS,
                                record(ada) + ":blocked",
                                record(grace) + ":blockers",
                                new RoomKeys(KeyPrefix.USUAL, RoomId.direct(ada.id(), grace.id())).pair())
                        .toInteger());
    }

    /// Keys that name a user, and others' keys that still contain them.
    private List<String> left(User user, User... others) {
        List<String> found = new ArrayList<>();
        for (String part : List.of("", ":rooms", ":blocked", ":blockers")) {
            if (asks(Command.EXISTS, record(user) + part).toBoolean()) {
                found.add(record(user) + part);
            }
        }
        for (User other : others) {
            String pair = new RoomKeys(KeyPrefix.USUAL, RoomId.direct(user.id(), other.id())).pair();
            if (asks(Command.EXISTS, pair).toBoolean()) {
                found.add(pair);
            }
            for (String part : List.of(":blocked", ":blockers")) {
                if (asks(Command.SISMEMBER, record(other) + part, user.id()).toBoolean()) {
                    found.add(record(other) + part);
                }
            }
        }
        return found;
    }

    private Set<String> fields(RoomId room) {
        Set<String> found = new HashSet<>();
        asks(Command.HKEYS, new RoomKeys(KeyPrefix.USUAL, room).pair()).forEach(field -> found.add(field.toString()));
        return found;
    }

    private void wasSeen(User user, long millisAgo) {
        asks(Command.ZADD, "parley:users", clock.millis() - millisAgo, user.id());
    }

    /// How many members a user finds there.
    private long looks(User user, RoomId room) {
        return result(records.state(user, room, ResumeRequest.brief(Optional.empty()), false))
                .state()
                .members();
    }

    private Response asks(Command command, Object... args) {
        return result(store.send(command, args));
    }

    private static String record(User user) {
        return "parley:{user:" + user.id() + "}";
    }

    private static User guest(String name) {
        return new User(UUID.randomUUID().toString().replace("-", "").substring(0, 20), name);
    }

    private static RoomId freshRoom() {
        return new RoomId("room-" + UUID.randomUUID());
    }
}
