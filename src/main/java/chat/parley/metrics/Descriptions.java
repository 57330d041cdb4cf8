package chat.parley.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.Map;

/// Describes meters that the framework leaves without a description.
@Singleton
final class Descriptions implements MeterFilter {

    static final String NONE = "Told by the framework, which does not say more";

    private static final Map<String, String> TEXTS = Map.of(
            "http.server.errors", "Errors on HTTP connections, by class",
            "http.server.active.requests", "HTTP requests that are being answered",
            "redis.errors", "Errors on connections to Redis, by class",
            "netty.allocator.memory.used", "Bytes that Netty's allocator holds",
            "netty.allocator.memory.pinned", "Bytes of Netty's allocator that are in buffers in use",
            "netty.allocator.pooled.arenas", "Arenas of Netty's pooled allocator",
            "netty.allocator.pooled.cache.size",
                    "Entries of the caches that each thread has of Netty's pooled allocator",
            "netty.allocator.pooled.chunk.size", "Bytes of each chunk of Netty's pooled allocator",
            "netty.allocator.pooled.threadlocal.caches", "Threads with a cache of Netty's pooled allocator",
            "netty.eventexecutor.tasks.pending", "Tasks that wait for an event loop");

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
