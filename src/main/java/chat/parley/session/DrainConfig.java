package chat.parley.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How a pod goes away (protocol.md section 9).
@ConfigMapping(prefix = "parley.drain")
public interface DrainConfig {

    /// Over so long the endings of its connections are spread, so that the other pods are not stormed.
    @WithDefault("25s")
    Duration duration();
}
