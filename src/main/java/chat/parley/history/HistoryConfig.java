package chat.parley.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How much of each room is kept.
@ConfigMapping(prefix = "parley.history")
public interface HistoryConfig {

    /// Entries of a room's log; the oldest go first. Redis cuts whole nodes of the stream, so some more may stay.
    @WithDefault("10000")
    int entries();

    /// Age at which entries go.
    @WithDefault("30d")
    Duration age();
}
