package chat.parley.dev;

import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Restarts Redis in the same place when it is gone, as when the instance that owned it ended. Several may
/// watch one place: the port decides which of their servers stays.
final class RedisWatch {
    private static final Logger LOG = Logger.getLogger(RedisWatch.class);

    /// Often enough to be back within 5 s, and no load for Redis.
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
                check(place, binaries);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void check(RedisPlace place, Path binaries) {
        try {
            if (place.probe().ping() == RedisProbe.Answer.NOBODY) {
                place.start(binaries);
                LOG.infof("Restarted Redis on port %d with its data", place.port());
            }
        } catch (RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn(e.getMessage());
            }
        }
    }
}
