package chat.parley.room;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import io.vertx.redis.client.Command;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one call of a script costs the store: its processor's time, and how many commands the script gave.
///
/// @param micros the least of some calls
/// @param commands the most of them
record ScriptCost(long micros, long commands) {

    /// Nobody else may ask this Redis anything meanwhile.
    static ScriptCost of(OwnRedis redis, Store store, int calls, Runnable call) {
        long micros = Long.MAX_VALUE;
        long commands = 0;
        for (int i = 0; i < calls; i++) {
            redis.ask("CONFIG RESETSTAT");
            call.run();
            Map<String, long[]> stats = stats(store);
            micros = Math.min(
                    micros,
                    Stream.of("evalsha", "eval")
                            .filter(stats::containsKey)
                            .mapToLong(one -> stats.get(one)[1])
                            .sum());
            commands = Math.max(
                    commands,
                    stats.entrySet().stream()
                            .filter(one -> !one.getKey().matches("evalsha|eval|info|config.*|auth|hello|ping|quit"))
                            .mapToLong(one -> one.getValue()[0])
                            .sum());
        }
        return new ScriptCost(micros, commands);
    }

    /// Command → calls, microseconds.
    private static Map<String, long[]> stats(Store store) {
        return Arrays.stream(store.text(Command.INFO, "commandstats").split("\r?\n"))
                .filter(line -> line.startsWith("cmdstat_"))
                .collect(Collectors.toMap(
                        line -> line.substring("cmdstat_".length(), line.indexOf(':'))
                                .toLowerCase(Locale.ROOT),
                        line -> new long[] {number(line, "calls="), number(line, "usec=")}));
    }

    private static long number(String line, String name) {
        return Long.parseLong(line.split("[:,]" + name)[1].split("[,.]")[0]);
    }
}
