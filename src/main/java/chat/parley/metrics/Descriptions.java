package chat.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Map;

/// Describes meters that the framework leaves without a description.
@Singleton
final class Descriptions implements MeterFilter {

    static final String NONE = "A metric of the framework, which does not describe it";

    private static final Map<String, String> TEXTS = Map.of(
            "http.server.errors", "Errors on HTTP connections, by class of the exception",
            "http.server.active.requests", "HTTP requests in progress",
            "redis.errors", "Errors on connections to Redis, by class of the exception",
            "netty.allocator.memory.used", "Bytes of memory that Netty's allocator holds",
            "netty.allocator.memory.pinned", "Bytes of memory of Netty's allocator in buffers that are in use",
            "netty.allocator.pooled.arenas", "Arenas of Netty's pooled allocator",
            "netty.allocator.pooled.cache.size", "Entries in the per-thread caches of Netty's pooled allocator",
            "netty.allocator.pooled.chunk.size", "Size of a chunk of Netty's pooled allocator, in bytes",
            "netty.allocator.pooled.threadlocal.caches", "Threads that have a cache of Netty's pooled allocator",
            "netty.eventexecutor.tasks.pending", "Tasks waiting for an event loop");

    @Override
    public Meter.Id map(Meter.Id id) {
        String text = id.getDescription();
        return text == null || text.isBlank()
                ? new Meter.Id(
                        id.getName(),
                        Tags.of(id.getTags()),
                        id.getBaseUnit(),
                        TEXTS.getOrDefault(id.getName(), NONE),
                        id.getType())
                : id;
    }
}
