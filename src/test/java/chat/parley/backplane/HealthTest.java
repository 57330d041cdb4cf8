package chat.parley.backplane;

import static io.restassured.RestAssured.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import chat.parley.dev.HangingRedis;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class HealthTest {

    private static final String WHY = "checks.find { it.name == 'redis' }.data.";

    @Test
    void healthyPodReportsUp() {
        await().atMost(20, SECONDS).until(() -> status("started") == 200 && status("ready") == 200);
        asked("started", 200).body("checks.name", containsInAnyOrder("redis"));
        asked("ready", 200).body("checks.name", containsInAnyOrder("redis", "drain"));
        asked("live", 200).body("checks.name", containsInAnyOrder("event-loops"));
    }

    @Test
    void podWithAHangingRedisIsNotReadyButAlive() throws IOException {
        await().atMost(20, SECONDS).until(() -> status("ready") == 200);
        try (HangingRedis _ = new HangingRedis()) {
            await().atMost(4, SECONDS)
                    .untilAsserted(() -> asked("ready", 503)
                            .body("status", equalTo("DOWN"))
                            .body(WHY + "store", containsString("quarkus.redis.hosts"))
                            .body(WHY + "subscription", containsString("received nothing")));
            asked("live", 200);
            asked("started", 200);
        }
        await().atMost(20, SECONDS).until(() -> status("ready") == 200);
    }

    private static int status(String check) {
        return get("/q/health/" + check).then().time(lessThan(1_000L)).extract().statusCode();
    }

    private static ValidatableResponse asked(String check, int status) {
        return get("/q/health/" + check).then().time(lessThan(1_000L)).statusCode(status);
    }
}
