package chat.parley.store;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A missing feature of Redis is detected and named, against a real Redis whose user loses one permission
/// after the other.
final class RedisProofTest {
    private static final OwnRedis REDIS = new OwnRedis();
    private static final String RULES = " on nopass resetkeys ~parley:* resetchannels &parley:* +@all";
    private static final Store TRIAL;
    private static final Pattern IN_SCRIPTS = Pattern.compile("redis\\.p?call\\('([A-Z]+)'");
    private static final Pattern IN_PODS = Pattern.compile("(?<![.\\w])Command\\.([A-Z]+)\\b");
    private static final Pattern TRIED = Pattern.compile("(?:try\\(|  |, )'([A-Z]+)[' ]");
    private static final String MADE = "redis_version:%s\r\nrun_id:5f3a\r\n";

    static {
        rules(RULES);
        TRIAL = new Store(URI.create("redis://trial:any@127.0.0.1:" + REDIS.port()));
    }

    @AfterAll
    static void end() {
        TRIAL.close();
        REDIS.close();
    }

    @AfterEach
    void mend() {
        rules(RULES);
        REDIS.ask("CONFIG SET maxmemory 0");
        REDIS.ask("REPLICAOF NO ONE");
        REDIS.ask("CONFIG SET min-replicas-to-write 0");
        assertEquals(Optional.empty(), lack(true));
    }

    private static void rules(String rules) {
        assertEquals("+OK", REDIS.ask("ACL SETUSER trial" + rules));
    }

    private static Optional<String> lack(boolean whole) {
        List<StoreVerdict> verdicts = result(TRIAL.store().prove(whole));
        assertTrue(verdicts.getFirst().answered());
        return verdicts.getFirst().lack().map(MissingFeature::text);
    }

    private static void assertLacks(String words) {
        String lack = lack(true).orElseThrow();
        assertTrue(lack.contains(words) && lack.contains("src/docs/operating.md"), lack);
    }

    static Stream<String> commands() {
        return Stream.concat(found(Path.of("src/main/resources/redis/probe.lua"), TRIED), Stream.of("EVAL", "EVALSHA"))
                // On a single Redis, its replacement is tested.
                .filter(command -> !command.equals("SPUBLISH"))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void forbiddenCommandIsNamed(String command) {
        String rule = command.toLowerCase(Locale.ROOT);
        rules(" -" + rule);
        assertLacks("expected the right to run " + command + " (ACL rule +" + rule + "), Redis said: ");
    }

    @Test
    void allMissingPermissionsAreNamedAtOnce() {
        rules(" -info -xadd");
        assertLacks("expected the right to run INFO, XADD (ACL rules +info +xadd), Redis said: ");
    }

    @Test
    void inaccessibleKeysAndChannelsAreNamed() {
        rules(" resetkeys ~other:*");
        assertLacks("(ACL rule ~parley:*)");
        rules(" ~parley:* resetchannels &other:*");
        assertLacks("(ACL rule &parley:*)");
    }

    @ParameterizedTest
    @CsvSource({
        "CONFIG SET maxmemory 1, full (maxmemory)",
        "REPLICAOF 127.0.0.1 1, replica",
        "CONFIG SET min-replicas-to-write 1, min-replicas-to-write"
    })
    void cheapProbeDetectsAServerThatRefusesWrites(String fault, String words) {
        assertEquals("+OK", REDIS.ask(fault));
        assertLacks(words);
        assertTrue(lack(false).orElse("").contains(words));
    }

    @Test
    void probeLeavesNothingBehind() {
        lack(true);
        assertEquals("*0", REDIS.ask("KEYS parley:proof*"));
    }

    @Test
    void probeCoversEveryCommandOfScriptsAndPods() {
        Set<String> used = new TreeSet<>();
        files(Path.of("src/main/resources/redis"), ".lua")
                .filter(file -> !file.endsWith("probe.lua"))
                .forEach(file -> found(file, IN_SCRIPTS).forEach(used::add));
        files(Path.of("src/main/java"), ".java")
                .filter(file -> text(file).contains("import io.vertx.redis.client.Command;"))
                .forEach(file -> found(file, IN_PODS).forEach(used::add));
        // Tested by being used: the scripts themselves, the subscriptions, the map of a cluster.
        used.removeAll(Set.of("SUBSCRIBE", "UNSUBSCRIBE", "SSUBSCRIBE", "SUNSUBSCRIBE", "CLUSTER", "ASKING"));
        Set<String> tried = commands().collect(Collectors.toCollection(TreeSet::new));
        tried.add("SPUBLISH");
        assertEquals(used, tried);
    }

    @Test
    void productionUserHasEveryPermission() {
        try (Store pod = new Store(REDIS.address())) {
            assertEquals(
                    Optional.empty(), result(pod.store().prove(true)).getFirst().lack());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "6.2.0, 6, 2, ''",
        "7.0.15, 7, 0, ''",
        "10.1.0, 7, 0, ''",
        "6.0.16, 6, 2, 'expected Redis 6.2 or later, found 6.0'",
        "5.0.14, 6, 2, 'expected Redis 6.2 or later, found 5.0'",
        "6.2.14, 7, 0, 'expected Redis 7.0 or later, found 6.2'",
    })
    void outdatedReleaseIsNamed(String release, int major, int minor, String words) {
        assertEquals(words, lackOf(MADE.formatted(release), new RedisVersion(major, minor)));
    }

    @Test
    void serverThatHidesItsRunIdOrReleaseIsRefused() {
        assertTrue(lackOf("redis_version:7.2.4\r\n", RedisVersion.OLDEST).contains("run_id"));
        assertTrue(lackOf("run_id:5f3a\r\n", RedisVersion.OLDEST).contains("redis_version"));
    }

    /// If a command is unknown, the release is the reason; if that is new enough, the command is named.
    @Test
    void unknownCommandIsNamedUnlessTheReleaseIsTooOld() {
        Map<String, String> errors = Map.of("ZMSCORE", "ERR Unknown Redis command called from script");
        assertEquals(
                "expected Redis 6.2 or later, found 6.0",
                RedisProof.lack(KeyPrefix.USUAL, MADE.formatted("6.0.0"), errors, RedisVersion.OLDEST)
                        .orElseThrow()
                        .expected());
        assertEquals(
                "expected a Redis that knows ZMSCORE",
                RedisProof.lack(KeyPrefix.USUAL, MADE.formatted("7.0.0"), errors, RedisVersion.OLDEST)
                        .orElseThrow()
                        .expected());
    }

    private static String lackOf(String info, RedisVersion oldest) {
        return RedisProof.lack(KeyPrefix.USUAL, info, Map.of(), oldest)
                .map(MissingFeature::expected)
                .orElse("");
    }

    private static Stream<String> found(Path file, Pattern pattern) {
        return pattern.matcher(text(file)).results().map(match -> match.group(1));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
