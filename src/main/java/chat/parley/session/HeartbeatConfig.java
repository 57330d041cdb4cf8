package chat.parley.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How dead connections are detected (protocol.md section 9).
@ConfigMapping(prefix = "parley.heartbeat")
public interface HeartbeatConfig {

    /// The time between two pings to a connection: short enough to keep the usual proxies from closing it as
    /// idle.
    @WithDefault("25s")
    Duration interval();

    /// A connection that sends nothing for so long after a ping is closed with 4003, or with 4002 if it does
    /// not read, either.
    @WithDefault("10s")
    Duration timeout();
}
