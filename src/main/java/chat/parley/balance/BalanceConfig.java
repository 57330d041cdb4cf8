package chat.parley.balance;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// When and how fast a pod shares its connections with the others (protocol.md, *Sharing the load again*).
@ConfigMapping(prefix = "parley.balance")
public interface BalanceConfig {

    /// Percent over the mean of all pods from which on a pod has too many. Below it, a move would cost more
    /// than the difference.
    @WithDefault("20")
    int above();

    /// Percent of its connections that a pod asks in a second, at least one connection: so slowly that the
    /// others let them in at once, and that a mistake is noticed before it concerns many.
    @WithDefault("1")
    int rate();

    /// How long a connection is left alone after it came. It protects those who have just moved.
    @WithDefault("2m")
    Duration rest();

    /// A pod keeps this many connections, however few the others have.
    @WithDefault("200")
    int least();
}
