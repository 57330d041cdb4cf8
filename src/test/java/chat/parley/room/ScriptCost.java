package chat.parley.room;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Store;
import io.vertx.redis.client.Command;
import java.util.List;
import java.util.regex.Pattern;

/// What a request costs the store.
/// @param micros its processor's time in scripts, the least of several runs
/// @param calls of scripts
/// @param commands that the scripts called, the most of these runs
record ScriptCost(long micros, long calls, long commands) {

    /// Nobody else may use this Redis meanwhile.
    static ScriptCost of(OwnRedis redis, Store store, int times, Runnable call) {
        ScriptCost least = new ScriptCost(Long.MAX_VALUE, 1, 0);
        for (int i = 0; i < times; i++) {
            redis.ask("CONFIG RESETSTAT");
            call.run();
            ScriptCost cost = of(stats(store));
            least = new ScriptCost(
                    Math.min(least.micros, cost.micros), cost.calls, Math.max(least.commands, cost.commands));
        }
        return least;
    }

    private static ScriptCost of(List<Stat> stats) {
        List<Stat> scripts = stats.stream().filter(Stat::isScript).toList();
        return new ScriptCost(
                scripts.stream().mapToLong(Stat::micros).sum(),
                scripts.stream().mapToLong(Stat::calls).sum(),
                stats.stream().filter(Stat::isCommand).mapToLong(Stat::calls).sum());
    }

    /// The average cost of one of several calls.
    ScriptCost each() {
        return new ScriptCost(micros / calls, 1, commands);
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
