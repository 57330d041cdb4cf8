package chat.parley.training;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocketClient;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Trains a pod for as long as `parley.training` says, and ends it then; without that setting it does nothing.
@Singleton
final class Training {

    private static final Logger LOG = Logger.getLogger(Training.class);
    private static final int TRAINEES = 40;
    private static final long PAGE_MS = 50;
    private static final List<String> PAGES =
            List.of("/", "/a/ui/main.js", "/a/style/base.css", "/manifest.webmanifest", "/sw.js", "/api/rooms");

    private final Vertx vertx;
    private final Optional<Duration> duration;
    private volatile boolean over;

    Training(Vertx vertx, @ConfigProperty(name = "parley.training") Optional<Duration> duration) {
        this.vertx = vertx;
        this.duration = duration;
    }

    void begin(@Observes StartupEvent start) {
        duration.ifPresent(time -> {
            LOG.warnf("This pod chats with itself for %d s and ends (parley.training)", time.toSeconds());
            WebSocketClient sockets = vertx.createWebSocketClient();
            IntStream.range(0, TRAINEES)
                    .forEach(number -> new Trainee(this, vertx, sockets, number).comes(time.toMillis() / 2));
            long pages = loadPages();
            vertx.setTimer(time.toMillis(), _ -> {
                over = true;
                vertx.cancelTimer(pages);
                Quarkus.asyncExit();
            });
        });
    }

    /// Where this pod listens; nowhere as long as it does not. Asked each time: port 0 becomes another one at the
    /// start.
    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /// Nobody comes any more.
    boolean over() {
        return over;
    }

    private long loadPages() {
        var http = vertx.createHttpClient();
        return vertx.setPeriodic(
                PAGE_MS,
                _ -> PAGES.forEach(path -> http.request(HttpMethod.GET, port(), "127.0.0.1", path)
                        .compose(request -> request.send())
                        .compose(response -> response.body())));
    }
}
