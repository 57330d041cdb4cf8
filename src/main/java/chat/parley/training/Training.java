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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Trains a pod for the duration of `parley.training`, counted from the first successful `hello`, and then
/// shuts it down; without that setting it does nothing.
@Singleton
final class Training {

    private static final Logger LOG = Logger.getLogger(Training.class);
    private static final int CLIENTS = 40;
    /// How long every second client stays: resuming is what a pod of a new release does most in its first
    /// minute.
    private static final long SHORT_STAY_MS = 500;
    private static final long PAGE_MS = 50;
    /// A client that has not connected by then never will.
    private static final long LATEST_MS = 60_000;
    private static final List<String> PAGES =
            List.of("/", "/a/ui/main.js", "/a/style/base.css", "/manifest.webmanifest", "/sw.js", "/api/rooms");

    private final Vertx vertx;
    private final Optional<Duration> duration;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean over;

    Training(Vertx vertx, @ConfigProperty(name = "parley.training") Optional<Duration> duration) {
        this.vertx = vertx;
        this.duration = duration;
    }

    void begin(@Observes StartupEvent start) {
        duration.ifPresent(time -> {
            LOG.warnf("This pod trains for %d s and shuts down (parley.training)", time.toSeconds());
            WebSocketClient sockets = vertx.createWebSocketClient();
            IntStream.range(0, CLIENTS)
                    .forEach(number -> new TrainingClient(this, vertx, sockets, number)
                            .comes(number % 2 == 0 ? SHORT_STAY_MS : time.toMillis() / 2));
            loadPages();
            exitAfter(LATEST_MS + time.toMillis());
        });
    }

    /// A client's `hello` succeeded.
    void entered() {
        if (started.compareAndSet(false, true)) {
            exitAfter(duration.orElseThrow().toMillis());
        }
    }

    private void exitAfter(long millis) {
        vertx.setTimer(millis, _ -> {
            over = true;
            Quarkus.asyncExit();
        });
    }

    /// The port that this pod listens on. Read each time: port 0 is replaced at the start.
    static int port() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    /// Whether no more clients should connect.
    boolean over() {
        return over;
    }

    private void loadPages() {
        // The pod resets what is under way when it shuts down, at the end of the training.
        var http = vertx.httpClientBuilder()
                .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
                .build();
        vertx.setPeriodic(PAGE_MS, timer -> {
            if (over) {
                vertx.cancelTimer(timer);
                return;
            }
            PAGES.forEach(path -> http.request(HttpMethod.GET, port(), "127.0.0.1", path)
                    .compose(request -> request.send())
                    .compose(response -> response.body()));
        });
    }
}
