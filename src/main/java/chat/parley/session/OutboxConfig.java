package chat.parley.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// How much may wait for one slow connection, and for all connections together (protocol.md section 9).
@ConfigMapping(prefix = "parley.outbox")
public interface OutboxConfig {

    /// Beyond it the connection is closed with 4002. Recipients share the frames, so many slow readers of one
    /// room cost little more than a single one.
    @WithDefault("1M")
    MemorySize size();

    /// Beyond it ephemeral events are dropped.
    @WithDefault("256K")
    MemorySize passingSize();

    /// How much may wait for all connections of a pod: the off-heap memory that slow readers may take. From
    /// three quarters of it on the largest are closed with 4002. The default is half of the off-heap memory
    /// that the JVM may use.
    Optional<MemorySize> podSize();
}
