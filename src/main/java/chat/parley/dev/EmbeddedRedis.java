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

/// Redis for development and tests, when none is configured (`quarkus.redis.hosts`, `REDIS_URL`): joins the one that
/// answers on `parley.dev.redis-port` or starts it, and starts it again with the same data when whoever owned it ends.
/// Port 0 asks for one of this JVM's own, with data that goes when it ends.
///
/// It is asked several times at each start and again at each live reload, by classes loaded anew: all that it has to
/// know is what the port answers and what stands in the system properties.
@Singleton
@Identifier("embedded")
@IfBuildProfile(anyOf = {"dev", "test"})
final class EmbeddedRedis implements RedisHostsProvider {
    private static final Logger LOG = Logger.getLogger(EmbeddedRedis.class);
    private static final Path ROOT = Path.of("target", "redis");
    private static final String TOLD = "parley.dev.redis-told";

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
        tellOnce(running, answers && !running.temporary() ? "joined the one there" : "started");
        if (watch.isEmpty()) {
            watch = Optional.of(new RedisWatch(running, ROOT));
        }
        return Set.of(RedisAcl.ofThisRun().address(running.port()));
    }

    @PreDestroy
    synchronized void stopWatching() {
        watch.ifPresent(RedisWatch::end);
    }

    private static void tellOnce(RedisPlace place, String how) {
        if (System.setProperty(TOLD, "true") == null) {
            LOG.infof(
                    "Redis for development: %s:%d (%s, data in %s)",
                    RedisServer.ADDRESS, place.port(), how, place.folder());
        }
    }
}
