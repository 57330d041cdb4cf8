package chat.parley.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much of each room is kept.
@ConfigMapping(prefix = "parley.history")
public interface HistoryConfig {

    /// Entries of a room's log. Changes that nobody can be told any more, being more than 1,000 entries back, go first,
    /// then the oldest. What is too much goes with every 64th entry.
    @WithDefault("10000")
    int entries();

    /// Age at which entries go.
    @WithDefault("30d")
    Duration age();
}
