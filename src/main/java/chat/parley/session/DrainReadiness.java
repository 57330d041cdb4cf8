package chat.parley.session;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// A draining pod gets no new users.
@Readiness
@Singleton
final class DrainReadiness implements AsyncHealthCheck {

    private final Drain drain;

    DrainReadiness(Drain drain) {
        this.drain = drain;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(() -> HealthCheckResponse.named("drain")
                        .status(!drain.draining())
                        .withData(
                                "why",
                                drain.draining()
                                        ? "this pod is draining; its connections end within parley.drain.duration"
                                        : "this pod is not draining")
                        .build());
    }
}
