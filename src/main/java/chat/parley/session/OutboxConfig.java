package chat.parley.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// What may wait for one connection that reads slowly (protocol.md section 9).
@ConfigMapping(prefix = "parley.outbox")
public interface OutboxConfig {

    /// Beyond it the connection is closed with 4002. Frames are shared by all who wait for them, so many slow readers
    /// of one room cost little more than one.
    @WithDefault("1M")
    MemorySize size();

    /// Beyond it passing events are dropped.
    @WithDefault("256K")
    MemorySize passingSize();
}
