package chat.parley.backplane;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/// Started once Redis has answered and this pod has received its own probe for the first time. Never reverts.
@Startup
@Singleton
final class RedisStartupCheck implements AsyncHealthCheck {

    private final PubSubProbe probe;

    RedisStartupCheck(PubSubProbe probe) {
        this.probe = probe;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("redis")
                        .status(probe.everAnswered() && probe.everReceived())
                        .withData("why", why())
                        .build());
    }

    private String why() {
        if (!probe.everAnswered()) {
            return "Redis has not answered yet; check quarkus.redis.hosts (REDIS_URL)";
        }
        return probe.everReceived()
                ? "Redis answers and delivers what is published"
                : "the subscription to Redis has not received this pod's probe yet";
    }
}
