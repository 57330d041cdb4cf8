package chat.parley.history;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How long a repeated `cid` is recognised (protocol.md section 6, promise 4).
@ConfigMapping(prefix = "parley.dedupe")
public interface DedupeConfig {

    /// The minimum; the maximum is twice as long.
    @WithDefault("10m")
    Duration window();
}
