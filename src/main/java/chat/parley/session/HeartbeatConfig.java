package chat.parley.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a dead connection is found out (protocol.md section 9).
@ConfigMapping(prefix = "parley.heartbeat")
public interface HeartbeatConfig {

    /// Between two pings to one connection: often enough to keep the usual proxies from closing it as idle.
    @WithDefault("25s")
    Duration interval();

    /// Without a sign of life for so long after a ping the connection is closed with 4003.
    @WithDefault("10s")
    Duration timeout();
}
