package chat.parley.store;

import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a store says about itself (`INFO`); in a cluster, the worst of its masters.
///
/// @param aofOk whether the last write to its append-only file and the last rewrite of it succeeded
/// @param aofBytes the size of that file; 0 without one
/// @param replicas how many follow it
/// @param lagBytes what the slowest of them has not confirmed
/// @param lagSeconds time since the slowest of them confirmed anything
public record StoreState(
        StoreMemory memory, boolean aofOk, long aofBytes, long replicas, long lagBytes, long lagSeconds) {

    /// Before the first answer.
    public static final StoreState UNKNOWN = new StoreState(new StoreMemory(0, 0), true, 0, 0, 0, 0);

    private static final Pattern NUMBER =
            Pattern.compile("(?m)^(aof_current_size|connected_slaves|master_repl_offset):(\\d+)");
    private static final Pattern FAILED = Pattern.compile("(?m)^aof_last_(?:write|bgrewrite)_status:(?!ok)");
    /// Whoever fetches a snapshot (a backup) follows it, too, but has no port of its own and never confirms
    /// anything.
    private static final Pattern REPLICA =
            Pattern.compile("(?m)^slave\\d+:(?!.*\\bport=0,).*\\boffset=(\\d+),lag=(\\d+)");

    /// Reads the answer to `INFO`.
    static StoreState of(String info) {
        long file = 0;
        long replicas = 0;
        long written = 0;
        for (Matcher line = NUMBER.matcher(info); line.find(); ) {
            long number = Long.parseLong(line.group(2));
            switch (line.group(1)) {
                case "aof_current_size" -> file = number;
                case "connected_slaves" -> replicas = number;
                default -> written = number;
            }
        }
        long bytes = 0;
        long seconds = 0;
        for (Matcher replica = REPLICA.matcher(info); replica.find(); ) {
            bytes = Math.max(bytes, written - Long.parseLong(replica.group(1)));
            seconds = Math.max(seconds, Long.parseLong(replica.group(2)));
        }
        return new StoreState(StoreMemory.of(info), !FAILED.matcher(info).find(), file, replicas, bytes, seconds);
    }

    /// The worst of several masters, each field by itself.
    static StoreState worst(Collection<StoreState> masters) {
        return masters.stream().reduce(StoreState::worse).orElseThrow();
    }

    private StoreState worse(StoreState other) {
        return new StoreState(
                memory.fuller(other.memory),
                aofOk && other.aofOk,
                Math.max(aofBytes, other.aofBytes),
                Math.min(replicas, other.replicas),
                Math.max(lagBytes, other.lagBytes),
                Math.max(lagSeconds, other.lagSeconds));
    }
}
