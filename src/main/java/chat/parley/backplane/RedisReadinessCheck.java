package chat.parley.backplane;

import chat.parley.store.MissingFeature;
import chat.parley.store.RedisStore;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/// Ready for new users as long as Redis answers, does what scripts need, and delivers what is published to
/// this pod. Reads the last results of [PubSubProbe] and [StoreFitness], so it answers at once even if Redis
/// hangs.
@Readiness
@Singleton
final class RedisReadinessCheck implements AsyncHealthCheck {

    /// Three probes: a single late one means nothing.
    private static final Duration MOST = Duration.ofSeconds(3);

    private final PubSubProbe probe;
    private final RedisBackplane backplane;
    private final RedisStore store;
    private final StoreFitness fitness;

    RedisReadinessCheck(PubSubProbe probe, RedisBackplane backplane, RedisStore store, StoreFitness fitness) {
        this.probe = probe;
        this.backplane = backplane;
        this.store = store;
        this.fitness = fitness;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        boolean answers = probe.everAnswered() && probe.sinceAnswer().compareTo(MOST) <= 0;
        boolean receives = probe.everReceived()
                && probe.sinceReceived().compareTo(MOST) <= 0
                && backplane.silence().compareTo(MOST) <= 0;
        HealthCheckResponseBuilder response = HealthCheckResponse.named("redis")
                .status(answers && receives && fitness.fit())
                .withData("store", store(answers));
        return response.withData("subscription", subscription(receives)).build();
    }

    private String store(boolean answers) {
        Optional<String> trouble = answers ? Optional.empty() : store.trouble().map(why -> ": " + why);
        Optional<MissingFeature> lack = fitness.lack();
        if (trouble.isEmpty() && lack.isPresent()) {
            return lack.get().text();
        }
        if (answers) {
            return "answered " + probe.sinceAnswer().toMillis() + " ms ago"
                    + (fitness.fit() ? "" : ", but the check of its features is still running");
        }
        return (probe.everAnswered()
                        ? "has not answered for " + probe.sinceAnswer().toSeconds() + " s, expected within "
                                + MOST.toSeconds() + " s; check the Redis at quarkus.redis.hosts (REDIS_URL)"
                        : "has never answered; check that quarkus.redis.hosts (REDIS_URL) names a reachable Redis")
                + trouble.orElse("");
    }

    private String subscription(boolean receives) {
        if (receives) {
            return "received this pod's probe " + probe.sinceReceived().toMillis() + " ms ago";
        }
        if (backplane.silence().compareTo(MOST) > 0) {
            return "to the rooms' slots has received nothing from a master of the cluster for "
                    + backplane.silence().toSeconds() + " s, expected within " + MOST.toSeconds()
                    + " s; it reconnects by itself";
        }
        Optional<MissingFeature> denied = backplane.denied();
        if (denied.isPresent()) {
            return denied.get().text();
        }
        String how = backplane.up() ? "is open, but" : "is not open and";
        return probe.everReceived()
                ? how + " has received nothing for " + probe.sinceReceived().toSeconds() + " s, expected within "
                        + MOST.toSeconds() + " s; it reconnects by itself"
                : how + " has never received anything; the user of quarkus.redis.hosts needs the right to subscribe";
    }
}
