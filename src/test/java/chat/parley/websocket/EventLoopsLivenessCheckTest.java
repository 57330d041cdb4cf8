package chat.parley.websocket;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopsLivenessCheckTest {

    private static final long ELEVEN_SECONDS = 11_000_000_000L;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final AtomicLong now = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EventLoopsLivenessCheck liveness = new EventLoopsLivenessCheck(vertx, meters, now::get);

    @AfterEach
    void close() {
        liveness.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void podWithAStuckLoopIsNotAliveUntilItRecovers() throws InterruptedException {
        liveness.open();
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        vertx.runOnContext(_ -> {
            stuck.countDown();
            awaitRelease(release);
        });
        stuck.await();
        assertEquals(Status.UP, status());
        now.addAndGet(ELEVEN_SECONDS);
        assertEquals(Status.DOWN, status());
        await().during(2, SECONDS).atMost(5, SECONDS).until(() -> status() == Status.DOWN);
        release.countDown();
        await().atMost(5, SECONDS).until(() -> status() == Status.UP);
        await().atMost(5, SECONDS)
                .untilAsserted(() -> assertEquals(
                        10.75, meters.get("parley.event.loop.lag").timer().max(SECONDS)));
    }

    private Status status() {
        return liveness.call().await().indefinitely().getStatus();
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
