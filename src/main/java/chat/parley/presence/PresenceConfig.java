package chat.parley.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When people are shown as gone (protocol.md section 6, promise 10).
@ConfigMapping(prefix = "parley.presence")
public interface PresenceConfig {

    /// How long a pod's users count as online after its last sign of life; it gives three in that time. Longer than
    /// the grace by a third of itself, so that who comes back from a dead pod within the grace was never gone.
    @WithDefault("15s")
    Duration lease();

    /// How long a user without a connection still counts as online.
    @WithDefault("10s")
    Duration grace();
}
