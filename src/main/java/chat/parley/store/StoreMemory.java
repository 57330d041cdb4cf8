package chat.parley.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Memory of the store, in bytes.
///
/// @param limit what it may use (`maxmemory`); 0 when nobody has said
public record StoreMemory(long used, long limit) {

    private static final Pattern LINE = Pattern.compile("(?m)^(used_memory|maxmemory):(\\d+)");

    /// How full it is, as far as there is a limit; else 0.
    double share() {
        return limit == 0 ? 0 : (double) used / limit;
    }

    /// Reads what `INFO memory` answers.
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
