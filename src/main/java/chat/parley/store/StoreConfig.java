package chat.parley.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// Settings of the connections to Redis.
@ConfigMapping(prefix = "parley.store")
public interface StoreConfig {

    /// How long Redis may take to answer. Below the 5 s within which every command is answered (protocol.md
    /// section 2).
    @WithDefault("4s")
    Duration deadline();

    /// Pending commands per connection; beyond it a command is refused at once. At 20 µs a script, 4,096 are
    /// 80 ms of a Redis core: a longer queue would only delay refusals.
    @WithDefault("4096")
    int pipeline();
}
