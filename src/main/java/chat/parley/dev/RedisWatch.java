package chat.parley.dev;

import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Starts Redis again in the same place when it is gone, as when the instance that owned it ended. Several may watch
/// one place: the port decides which of their servers stays.
final class RedisWatch {
    private static final Logger LOG = Logger.getLogger(RedisWatch.class);

    /// Often enough to be back within 5 s, and nothing for Redis.
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Thread thread;

    RedisWatch(RedisPlace place, Path binaries) {
        thread = Thread.ofPlatform().daemon().name("redis-watch").start(() -> watch(place, binaries));
    }

    void end() {
        thread.interrupt();
    }

    private static void watch(RedisPlace place, Path binaries) {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look(place, binaries);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void look(RedisPlace place, Path binaries) {
        try {
            if (place.probe().ping() == RedisProbe.Answer.NOBODY) {
                place.start(binaries);
                LOG.infof("Redis on port %d was gone and is back with its data", place.port());
            }
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn(e.getMessage());
            }
        }
    }
}
