package chat.parley.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Memory of the store, in bytes.
///
/// @param limit what it may use (`maxmemory`); 0 if unlimited
public record StoreMemory(long used, long limit) {

    private static final Pattern LINE = Pattern.compile("(?m)^(used_memory|maxmemory):(\\d+)");

    /// The used share of the limit; 0 without a limit.
    double share() {
        return limit == 0 ? 0 : (double) used / limit;
    }

    /// The one that uses more of its limit, or more if neither has one.
    StoreMemory fuller(StoreMemory other) {
        int order = Double.compare(share(), other.share());
        return order > 0 || (order == 0 && used >= other.used) ? this : other;
    }

    /// Reads the answer to `INFO`.
    static StoreMemory of(String info) {
        long used = 0;
        long limit = 0;
        for (Matcher line = LINE.matcher(info); line.find(); ) {
            long bytes = Long.parseLong(line.group(2));
            if (line.group(1).equals("maxmemory")) {
                limit = bytes;
            } else {
                used = bytes;
            }
        }
        return new StoreMemory(used, limit);
    }
}
