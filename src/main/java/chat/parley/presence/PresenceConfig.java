package chat.parley.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When users go offline (protocol.md section 6, promise 10).
@ConfigMapping(prefix = "parley.presence")
public interface PresenceConfig {

    /// How long a pod's users count as online after its last renewal; it renews three times in that time.
    /// Longer than the grace by a third of itself, so that a user who reconnects from a dead pod within the
    /// grace never left.
    @WithDefault("15s")
    Duration lease();

    /// How long a user without a connection still counts as online.
    @WithDefault("10s")
    Duration grace();
}
