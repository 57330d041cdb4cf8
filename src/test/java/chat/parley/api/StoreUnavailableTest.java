package chat.parley.api;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import chat.parley.dev.HangingRedis;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class StoreUnavailableTest {

    @Test
    void requestWhileRedisHangsGetsRetryAfterWithinFiveSeconds() throws IOException {
        try (Talker ada = new Talker("Ada");
                HangingRedis _ = new HangingRedis()) {
            ada.http()
                    .get("/api/rooms")
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("code", equalTo("unavailable"), "retry", equalTo(true))
                    .time(lessThan(5_000L));
        }
    }
}
