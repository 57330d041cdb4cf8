package chat.parley.dev;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.redis.client.RedisHostsProvider;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Redis for development and tests, if none is configured (`quarkus.redis.hosts`, `REDIS_URL`): joins the one
/// that runs on `parley.dev.redis-port` or starts it, and restarts it with the same data when its owner ends.
/// Port 0 requests one of this JVM's own, whose data is deleted at the end.
///
/// It is called several times at each start and again at each live reload, by newly loaded classes: its only
/// state is what the port answers and the system properties.
@Singleton
@Identifier("embedded")
@IfBuildProfile(anyOf = {"dev", "test"})
final class EmbeddedRedis implements RedisHostsProvider {
    private static final Logger LOG = Logger.getLogger(EmbeddedRedis.class);
    private static final Path ROOT = Path.of("target", "redis");
    private static final String ANNOUNCED = "parley.dev.redis-told";

    private final int port;
    private Optional<RedisWatch> watch = Optional.empty();

    EmbeddedRedis(@ConfigProperty(name = "parley.dev.redis-port") int port) {
        this.port = port;
    }

    @Override
    public synchronized Set<URI> getHosts() {
        RedisPlace place = port == 0 ? RedisPlace.ofThisJvm(ROOT) : RedisPlace.shared(port, ROOT);
        boolean answers = place.probe().ping() == RedisProbe.Answer.READY;
        if (!answers) {
            place.start(ROOT);
        }
        RedisPlace running = place.asRunning();
        logOnce(running, answers && !running.temporary() ? "joined the running one" : "started");
        if (watch.isEmpty()) {
            watch = Optional.of(new RedisWatch(running, ROOT));
        }
        return Set.of(RedisAcl.ofThisRun().address(running.port()));
    }

    @PreDestroy
    synchronized void stopWatching() {
        watch.ifPresent(RedisWatch::end);
    }

    private static void logOnce(RedisPlace place, String how) {
        if (System.setProperty(ANNOUNCED, "true") == null) {
            LOG.infof(
                    "Redis for development: %s:%d (%s, data in %s)",
                    RedisServer.ADDRESS, place.port(), how, place.folder());
        }
    }
}
