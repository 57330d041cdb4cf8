package chat.parley.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Tag("slow")
@Execution(ExecutionMode.SAME_THREAD)
@QuarkusTest
final class EmbeddedRedisTest {
    @Inject
    RedisDataSource redis;

    @Test
    void applicationUnderTestUsesTheRedisOfTheTestRun() throws IOException {
        redis.value(String.class).set("parley:embedded-redis-test", "hello");
        var probe = new RedisProbe(TestRedis.address().getPort());
        assertEquals("$5", probe.ask("GET parley:embedded-redis-test", 1).getFirst());
    }
}
