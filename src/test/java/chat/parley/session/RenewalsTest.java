package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the renewals of one user may cost, over all connections.
final class RenewalsTest {
    private static final String PRIVATE = "10.0.0.1";
    private static final String PUBLIC = "198.51.100.7";
    /// A whole catch-up: 19 rooms, and what their events cost.
    private static final int ROOMS = 96;

    private static final int EVENTS = 60;

    private long now;
    private final Renewals renewals = new Renewals(Settings.of(LimitsConfig.class), () -> now);

    private Optional<Problem> renews(String user, String address) {
        Optional<Problem> refusal = renewals.take(user, address, ROOMS);
        if (refusal.isEmpty()) {
            renewals.pay(user, address, EVENTS);
        }
        return refusal;
    }

    private int renewed(String user, String address) {
        int count = 0;
        while (renews(user, address).isEmpty()) {
            count++;
        }
        return count;
    }

    @Test
    void aFewWholeCatchUpsAMinuteAreFree() {
        assertEquals(4, renewed("ada", PRIVATE));
        assertEquals(4, renewed("grace", PRIVATE), "whoever else renews");
        now += TimeUnit.MINUTES.toNanos(1);
        assertEquals(4, renewed("ada", PRIVATE));
    }

    @Test
    void clientThatRespectsRetryAfterIsLetThrough() {
        renewed("ada", PRIVATE);
        for (int i = 0; i < 20; i++) {
            Problem refusal = renews("ada", PRIVATE).orElseThrow();
            assertEquals(ProblemCode.RATE_LIMITED, refusal.code());
            assertTrue(refusal.getMessage().contains("parley.limits.commands-burst"), refusal.getMessage());
            long after = refusal.after().orElseThrow();
            assertTrue(after <= 16_000, after + " ms");
            now += TimeUnit.MILLISECONDS.toNanos(after);
            assertEquals(Optional.empty(), renews("ada", PRIVATE));
        }
    }

    @Test
    void renewalOfTheTokenAloneIsCheap() {
        for (int i = 0; i < 600; i++) {
            assertEquals(Optional.empty(), renewals.take("ada", PRIVATE, 1));
        }
        assertTrue(renewals.take("ada", PRIVATE, 1).isPresent());
    }

    @Test
    void usersBehindOneAddressHaveALimitTogether() {
        int all = 0;
        for (int user = 0; user < 10; user++) {
            all += renewed("user " + user, PUBLIC);
        }
        assertTrue(all >= 12 && all < 20, all + " of ten users");
    }
}
