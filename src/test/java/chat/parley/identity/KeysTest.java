package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.KeyRequest;
import chat.parley.protocol.KeyScope;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.StoreClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Keys over their lifetime.
final class KeysTest {
    private static final String FIRST = "parley_admin.0123456789abcdef0123456789abcdef";
    private static final Duration NONE = Duration.ZERO;

    private static final OwnRedis REDIS = new OwnRedis();
    private static final Store STORE = new Store(REDIS.address());

    private final RedisUsers users =
            new RedisUsers(STORE.store(), new RedisQuota(STORE.store()), Settings.of(LimitsConfig.class));
    private final RedisKeys records =
            new RedisKeys(STORE.store(), RedisScript.of("travelled-clock.lua", "find-keys.lua"));
    private final KeyUse use = new KeyUse(STORE.vertx(), records);
    private final Keys keys = new Keys(
            records,
            new KeyLookups(STORE.vertx(), records),
            use,
            new AdminKey(Optional.of(FIRST)),
            users,
            new StoreClock());

    @BeforeEach
    void empty() {
        STORE.asks(Command.FLUSHALL);
        keys.knownEverywhere(true);
    }

    @AfterAll
    static void end() {
        STORE.close();
        REDIS.close();
    }

    private static KeyRequest wanted(OptionalLong expires, KeyScope... scopes) {
        return new KeyRequest(new Name("Ticker"), Set.of(scopes), List.of(new RoomId("tea")), expires);
    }

    private Keys.NewKeyOfBot made(KeyScope... scopes) {
        return result(keys.make(wanted(OptionalLong.empty(), scopes)));
    }

    private String refusal(String key) {
        return assertThrows(CloseException.class, () -> result(keys.prove(key))).reason();
    }

    @Test
    void keyProvesItsBotAndWhatItMayDo() {
        Keys.NewKeyOfBot made = made(KeyScope.SEND, KeyScope.ADMIN);
        VerifiedToken proven = result(keys.prove(made.key().text()));
        assertEquals(made.bot(), proven.user());
        assertTrue(User.isBot(proven.user().id()));
        KeyGrant grant = proven.key().orElseThrow();
        assertEquals(Set.of(KeyScope.SEND, KeyScope.ADMIN), grant.scopes());
        assertEquals(Set.of("admin"), proven.roles());
        assertTrue(grant.mayWriteWhereFewMay(new RoomId("tea")));
        assertFalse(grant.mayWriteWhereFewMay(new RoomId("jazz")));
        assertFalse(STORE.text(Command.HGETALL, "parley:{parley:keys}:secrets")
                .contains(made.key().text().substring(20)));
    }

    @Test
    void allThatIsNoKeyIsRefusedInTheSameWords() {
        Keys.NewKeyOfBot made = made(KeyScope.SEND);
        String text = made.key().text();
        Keys.NewKeyOfBot ended = made(KeyScope.SEND);
        result(keys.end(ended.key().id()));
        Set<String> words = Set.of(refusal(text + "x"));
        for (String other : List.of(
                text.substring(0, text.length() - 1),
                "parley_",
                "parley_admin.",
                FIRST + "x",
                "parley_" + made.key().id() + ".",
                "parley_aaaaaaaaaaaa." + "A".repeat(43),
                "parley_" + "a".repeat(5_000),
                "parley_ü",
                ended.key().text())) {
            assertEquals(words, Set.of(refusal(other)), other);
        }
    }

    @Test
    void keyEndsAtItsTime() {
        STORE.asks(Command.SET, "parley:test:clock", 0);
        long soon = System.currentTimeMillis() + 3_600_000;
        Keys.NewKeyOfBot made = result(keys.make(wanted(OptionalLong.of(soon), KeyScope.READ)));
        KeyGrant grant = result(keys.prove(made.key().text())).key().orElseThrow();
        assertEquals(List.of(), result(keys.over(List.of(grant))));
        STORE.asks(Command.SET, "parley:test:clock", Duration.ofHours(2).toMillis());
        refusal(made.key().text());
        assertEquals(List.of(grant), result(keys.over(List.of(grant))));
        assertThrows(Problem.class, () -> result(keys.make(wanted(OptionalLong.of(5), KeyScope.READ))));
    }

    @Test
    void bothSecretsAreGoodForTheOverlapAndNoThird() {
        Keys.NewKeyOfBot made = made(KeyScope.READ);
        KeyGrant oldest = result(keys.prove(made.key().text())).key().orElseThrow();
        String second =
                result(keys.rotate(made.key().id(), Duration.ofHours(1))).text();
        assertNotEquals(made.key().text(), second);
        result(keys.prove(made.key().text()));
        KeyGrant middle = result(keys.prove(second)).key().orElseThrow();
        String third = result(keys.rotate(made.key().id(), Duration.ofHours(1))).text();
        refusal(made.key().text());
        assertEquals(List.of(oldest), result(keys.over(List.of(oldest, middle))));
        result(keys.prove(second));
        String fourth = result(keys.rotate(made.key().id(), NONE)).text();
        refusal(second);
        refusal(third);
        assertEquals(made.bot(), result(keys.prove(fourth)).user());
    }

    @Test
    void keyIsUnavailableWhileAPodDoesNotKnowKeys() {
        String key = made(KeyScope.READ).key().text();
        keys.knownEverywhere(false);
        for (String each : List.of(key, FIRST, "parley_")) {
            Problem refusal = assertThrows(Problem.class, () -> result(keys.prove(each)));
            assertEquals(ProblemCode.UNAVAILABLE, refusal.code());
            assertTrue(refusal.retry());
        }
        assertThrows(Problem.class, () -> made(KeyScope.READ));
    }

    @Test
    void endedKeyIsGoneAndItsBotCountsAsAbsent() {
        Keys.NewKeyOfBot made = made(KeyScope.READ);
        assertEquals(0, users(), "a bot is not removed for absence");
        result(keys.end(made.key().id()));
        assertEquals(1, users());
        assertEquals(List.of(), result(keys.list()));
        assertEquals(
                ProblemCode.NOT_FOUND,
                assertThrows(Problem.class, () -> result(keys.end(made.key().id())))
                        .code());
        assertThrows(Problem.class, () -> result(keys.rotate(made.key().id(), NONE)));
        assertThrows(Problem.class, () -> result(keys.rotate("admin", NONE)));
    }

    /// It is as if an operator had ended it.
    @Test
    void keyThatExpiredIsGoneAndItsBotCountsAsAbsent() {
        made(KeyScope.READ);
        result(keys.make(wanted(OptionalLong.of(System.currentTimeMillis() + 200), KeyScope.READ)));
        await().atMost(10, SECONDS).until(() -> result(keys.list()).size() == 1);
        assertEquals(0, users());
        result(keys.endExpired());
        assertEquals(1, users());
        assertEquals(1, result(STORE.store().send(Command.HLEN, "parley:keys")).toInteger());
        result(keys.endExpired());
        assertEquals(1, result(keys.list()).size());
    }

    private static int users() {
        return result(STORE.store().send(Command.ZCARD, "parley:users")).toInteger();
    }

    @Test
    void useIsNotedOncePerTurnAndNeverForAKeyThatEnded() {
        Keys.NewKeyOfBot made = made(KeyScope.READ);
        assertTrue(result(keys.list()).getFirst().used().isEmpty());
        result(keys.prove(made.key().text()));
        result(use.write());
        assertTrue(result(keys.list()).getFirst().used().isPresent());
        result(keys.prove(made.key().text()));
        result(keys.end(made.key().id()));
        result(use.write());
        assertEquals("0", STORE.text(Command.EXISTS, "parley:{parley:keys}:used"));
    }

    @Test
    void firstKeyMayDoEverythingAndIsAlwaysTheSameUser() {
        VerifiedToken proven = result(keys.prove(FIRST));
        assertEquals(AdminKey.USER, proven.user());
        assertEquals(Set.of("admin", "broadcast", "create"), proven.roles());
        assertEquals(Set.of(KeyScope.values()), proven.key().orElseThrow().scopes());
        assertEquals(List.of(), result(keys.list()));
    }

    @Test
    void guessingCostsOneSmallCallAtATime() {
        List<Collection<String>> calls = new ArrayList<>();
        List<Promise<Map<String, StoredKey>>> answers = new ArrayList<>();
        KeyLookups lookups = new KeyLookups(STORE.vertx(), ids -> {
            calls.add(List.copyOf(ids));
            Promise<Map<String, StoredKey>> answer = Promise.promise();
            answers.add(answer);
            return answer.future();
        });
        PresentedKey good = PresentedKey.of("parley_goodgoodgood.secret");
        lookups.good(good);
        List<Future<Optional<StoredKey>>> guesses = IntStream.range(0, KeyLookups.MOST_WAITING + 2)
                .mapToObj(i -> lookups.find(PresentedKey.of("parley_%012d.secret".formatted(i))))
                .toList();
        assertEquals(1, calls.size());
        assertEquals(
                ProblemCode.UNAVAILABLE,
                assertThrows(Problem.class, () -> result(guesses.getLast())).code(),
                "more than wait");
        Future<Optional<StoredKey>> used = lookups.find(good);
        answers.getFirst().complete(Map.of());
        assertEquals(2, calls.size());
        assertEquals(KeyLookups.PORTION + 1, calls.getLast().size());
        assertTrue(calls.getLast().contains("goodgoodgood"), "a good key does not wait behind guesses");
        answers.getLast().complete(Map.of());
        assertEquals(Optional.empty(), result(used));
    }
}
