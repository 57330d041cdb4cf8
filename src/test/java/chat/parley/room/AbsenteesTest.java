package chat.parley.room;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.history.RoomKeys;
import chat.parley.identity.RedisUsers;
import chat.parley.identity.TokenConfig;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Guests who do not come back (protocol.md section 9, `parley.token.age`).
@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class AbsenteesTest {
    private static final long MINUTE = 60_000;

    @Inject
    Absentees absentees;

    @Inject
    RedisUsers users;

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
                result(records.join(user, room, Look.brief(Optional.empty()), true));
                store.send(Command.HDEL, new RoomKeys(room).online(), user.id());
            }
        }
    }

    @Test
    void aGuestWhoseTokenIsOverIsTakenOutOfAllRoomsAndForgotten() {
        asks(Command.ZADD, new RoomKeys(tea).mentions(), 0, ada.id() + ":0000000000000001");
        asks(Command.ZADD, new RoomKeys(tea).mentions(), 0, grace.id() + ":0000000000000001");
        wasSeen(ada, config.age().toMillis() + MINUTE);
        wasSeen(grace, config.age().toMillis() - MINUTE);
        result(absentees.round());
        for (RoomId room : List.of(tea, jazz)) {
            assertThrows(Problem.class, () -> looks(ada, room));
            assertEquals(1, looks(grace, room), "the other is a member still");
        }
        RoomKeys keys = new RoomKeys(tea);
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
    void whoIsConnectedAllTheTimeStays() {
        result(records.state(ada, jazz, Look.brief(Optional.empty()), true));
        wasSeen(ada, 2 * config.age().toMillis());
        result(absentees.round());
        assertEquals(2, looks(ada, tea));
        result(absentees.round());
        assertEquals(2, looks(ada, tea), "and is not looked at again at once");
        assertEquals(List.of(), result(users.unseenFor(config.age(), 10)));
    }

    @Test
    void whatAPodThatDiedLeftHalfDoneIsFinished() {
        wasSeen(ada, 2 * config.age().toMillis());
        result(records.leave(ada, tea));
        result(absentees.round());
        assertThrows(Problem.class, () -> looks(ada, jazz));
        wasSeen(ada, 2 * config.age().toMillis());
        result(absentees.round());
        assertEquals(List.of(), result(users.unseenFor(config.age(), 10)), "without a record, too");
    }

    private void wasSeen(User user, long millisAgo) {
        asks(Command.ZADD, "parley:users", clock.millis() - millisAgo, user.id());
    }

    /// How many members somebody finds there.
    private long looks(User user, RoomId room) {
        return result(records.state(user, room, Look.brief(Optional.empty()), false))
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
