package chat.parley.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class AllowancesTest {

    private static final User ADA = new User("ada00000000000000", "Ada");
    private static final User GRACE = new User("grace000000000000", "Grace");
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final Allowances allowances = new Allowances(
            new SmallRyeConfigBuilder()
                    .withMapping(LimitsConfig.class)
                    .withConverter(
                            io.quarkus.runtime.configuration.MemorySize.class,
                            100,
                            new io.quarkus.runtime.configuration.MemorySizeConverter())
                    .build()
                    .getConfigMapping(LimitsConfig.class),
            now::get);

    @Test
    void burstIsTwentyAndRateTenPerSecond() {
        ask(ADA, 20);
        Problem refused = assertThrows(Problem.class, () -> allowances.use(ADA));
        assertEquals(OptionalLong.of(100), refused.after());
        now.addAndGet(SECOND);
        ask(ADA, 10);
        assertThrows(Problem.class, () -> allowances.use(ADA));
    }

    @Test
    void idleClientIsForgotten() {
        ask(ADA, 20);
        now.addAndGet(61 * SECOND);
        ask(GRACE, 1);
        assertEquals(1, allowances.size());
    }

    private void ask(User user, int times) {
        for (int i = 0; i < times; i++) {
            allowances.use(user);
        }
    }
}
