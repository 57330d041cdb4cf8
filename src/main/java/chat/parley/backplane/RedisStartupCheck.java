package chat.parley.backplane;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Started once Redis has answered and what this pod published was heard for the first time. Never goes back.
@Startup
@Singleton
final class RedisStartupCheck implements AsyncHealthCheck {

    private final PubSubProbe pulse;

    RedisStartupCheck(PubSubProbe pulse) {
        this.pulse = pulse;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("redis")
                        .status(pulse.everAnswered() && pulse.everHeard())
                        .withData("why", why())
                        .build());
    }

    private String why() {
        if (!pulse.everAnswered()) {
            return "Redis has not answered yet; see quarkus.redis.hosts (REDIS_URL)";
        }
        return pulse.everHeard() ? "Redis has answered and is heard" : "the subscription to Redis has not heard us yet";
    }
}
