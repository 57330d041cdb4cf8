package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// When users were last seen, with a clock that the test moves.
final class UsersTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final Store STORE = new Store(REDIS.address());
    private static final RedisUsers USERS = new RedisUsers(
            STORE.store(),
            new RedisQuota(STORE.store()),
            Settings.of(LimitsConfig.class),
            RedisScript.of("travelled-clock.lua", "touch-user.lua"),
            RedisScript.of("travelled-clock.lua", "lib/cap-times.lua", "idle.lua"));
    private static final Duration AGE =
            Settings.of(TokenConfig.class, "parley.token.age=1h").age();

    private final User ada = new User("ada00000000000000", "Ada");
    private final User grace = new User("grace000000000000", "Grace");

    @AfterAll
    static void end() {
        STORE.close();
        REDIS.close();
    }

    @Test
    void helloRecordsTheUserUntilTheAgeIsOver() {
        travels(Duration.ZERO);
        result(USERS.hello(ada));
        travels(AGE.minusMinutes(1));
        result(USERS.hello(grace));
        assertEquals(List.of(), result(USERS.unseenFor(AGE, 10)));
        travels(AGE.plusMinutes(1));
        assertEquals(List.of(ada.id()), result(USERS.unseenFor(AGE, 10)));
        result(USERS.hello(ada));
        assertEquals(List.of(), result(USERS.unseenFor(AGE, 10)), "who comes back is seen again");
        travels(AGE.multipliedBy(3));
        assertEquals(List.of(grace.id()), result(USERS.unseenFor(AGE, 1)), "who was away longer comes first");
        result(USERS.forget(grace.id()));
        assertEquals(List.of(ada.id()), result(USERS.unseenFor(AGE, 10)));
        result(USERS.forget(ada.id()));
        assertEquals("1", STORE.text(Command.DBSIZE), "nothing is left but the clock");
    }

    @Test
    void userSeenBeforeAClockStepBackExpiresNoLater() {
        travels(Duration.ofHours(2));
        result(USERS.hello(ada));
        travels(Duration.ZERO);
        assertEquals(List.of(), result(USERS.unseenFor(AGE, 10)));
        travels(AGE.plusMinutes(1));
        assertEquals(List.of(ada.id()), result(USERS.unseenFor(AGE, 10)));
        result(USERS.forget(ada.id()));
    }

    @Test
    void connectedUsersGetBackTheirLostRecords() {
        RoomId tea = new RoomId("tea");
        RoomId jazz = new RoomId("jazz");
        travels(Duration.ZERO);
        result(USERS.here(List.of(ada.id(), grace.id())));
        assertEquals(Set.of(tea, jazz), Set.copyOf(result(USERS.attest(ada, List.of(tea, jazz)))));
        assertEquals(Optional.of("Ada"), result(USERS.name(ada.id())));
        result(USERS.relist(ada.id(), tea));
        assertEquals(List.of(jazz), result(USERS.attest(new User(ada.id(), "An old name"), List.of(tea, jazz))));
        assertEquals(Optional.of("Ada"), result(USERS.name(ada.id())), "what is known is not overwritten");
        travels(AGE.minusMinutes(1));
        result(USERS.here(List.of(ada.id())));
        travels(AGE.plusMinutes(1));
        assertEquals(Set.of(ada.id(), grace.id()), Set.copyOf(result(USERS.unseenFor(AGE, 10))), "nor is who was seen");
        result(USERS.forget(ada.id()));
        result(USERS.forget(grace.id()));
    }

    private static void travels(Duration since) {
        STORE.asks(Command.SET, "parley:test:clock", since.toMillis());
    }
}
