package chat.parley.room;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.regex.Pattern;

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
            List<Stat> stats = stats(store);
            micros = Math.min(
                    micros,
                    stats.stream()
                            .filter(Stat::isScript)
                            .mapToLong(Stat::micros)
                            .sum());
            commands = Math.max(
                    commands,
                    stats.stream()
                            .filter(Stat::isCommand)
                            .mapToLong(Stat::calls)
                            .sum());
        }
        return new ScriptCost(micros, commands);
    }

    private record Stat(String command, long calls, long micros) {
        private static final Pattern LINE = Pattern.compile("(?m)^cmdstat_([^:]+):calls=(\\d+),usec=(\\d+)");

        boolean isScript() {
            return command.matches("(?i)evalsha|eval");
        }

        boolean isCommand() {
            return !command.matches("(?i)evalsha|eval|info|config.*|auth|hello|ping|quit");
        }
    }

    private static List<Stat> stats(Store store) {
        return Stat.LINE
                .matcher(store.text(Command.INFO, "commandstats"))
                .results()
                .map(one -> new Stat(one.group(1), Long.parseLong(one.group(2)), Long.parseLong(one.group(3))))
                .toList();
    }
}
