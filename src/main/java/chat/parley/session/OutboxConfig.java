package chat.parley.session;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// What may wait for one connection that reads slowly, and for all of them (protocol.md section 9).
@ConfigMapping(prefix = "parley.outbox")
public interface OutboxConfig {

    /// Beyond it the connection is closed with 4002. Frames are shared by all who wait for them, so many slow readers
    /// of one room cost little more than one.
    @WithDefault("1M")
    MemorySize size();

    /// Beyond it passing events are dropped.
    @WithDefault("256K")
    MemorySize passingSize();

    /// What may wait for all connections of a pod: the memory outside of the heap that slow readers may take.
    /// From three quarters of it on the largest are closed with 4002. Unless given it is half of what the JVM
    /// may use there.
    Optional<MemorySize> podSize();
}
