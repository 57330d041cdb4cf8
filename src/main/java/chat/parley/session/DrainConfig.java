package chat.parley.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a pod drains (protocol.md section 9).
@ConfigMapping(prefix = "parley.drain")
public interface DrainConfig {

    /// The time over which its connections are closed, so that the other pods are not overloaded.
    @WithDefault("25s")
    Duration duration();
}
