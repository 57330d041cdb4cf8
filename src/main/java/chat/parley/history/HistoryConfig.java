package chat.parley.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much of each room's log is kept.
@ConfigMapping(prefix = "parley.history")
public interface HistoryConfig {

    /// Entries of a room's log. Every 64th entry trims the excess: first changes more than 1,000 entries
    /// back, which are never delivered again, then the oldest entries.
    @WithDefault("10000")
    int entries();

    /// The age at which entries expire.
    @WithDefault("30d")
    Duration age();
}
