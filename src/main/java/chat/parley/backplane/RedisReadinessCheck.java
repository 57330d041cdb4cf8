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

/// Ready to get new users as long as Redis answers, does what scripts need, and this pod hears what is published there.
/// Reads what [PubSubProbe] and [StoreFitness] found last, so it answers at once, also when Redis hangs.
@Readiness
@Singleton
final class RedisReadinessCheck implements AsyncHealthCheck {

    /// Three beats: one that is late means nothing.
    private static final Duration MOST = Duration.ofSeconds(3);

    private final PubSubProbe pulse;
    private final RedisBackplane backplane;
    private final RedisStore store;
    private final StoreFitness fitness;

    RedisReadinessCheck(PubSubProbe pulse, RedisBackplane backplane, RedisStore store, StoreFitness fitness) {
        this.pulse = pulse;
        this.backplane = backplane;
        this.store = store;
        this.fitness = fitness;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom().item(this::response);
    }

    private HealthCheckResponse response() {
        boolean answers = pulse.everAnswered() && pulse.sinceAnswer().compareTo(MOST) <= 0;
        boolean hears = pulse.everHeard()
                && pulse.sinceHeard().compareTo(MOST) <= 0
                && backplane.silence().compareTo(MOST) <= 0;
        HealthCheckResponseBuilder response = HealthCheckResponse.named("redis")
                .status(answers && hears && fitness.fit())
                .withData("store", store(answers));
        return response.withData("subscription", subscription(hears)).build();
    }

    private String store(boolean answers) {
        Optional<String> trouble = answers ? Optional.empty() : store.trouble().map(why -> ": " + why);
        Optional<MissingFeature> lack = fitness.lack();
        if (trouble.isEmpty() && lack.isPresent()) {
            return lack.get().text();
        }
        if (answers) {
            return "answered " + pulse.sinceAnswer().toMillis() + " ms ago"
                    + (fitness.fit() ? "" : ", and whether it does what is needed is just being tried");
        }
        return (pulse.everAnswered()
                        ? "has not answered for " + pulse.sinceAnswer().toSeconds() + " s, expected within "
                                + MOST.toSeconds() + " s; see the Redis at quarkus.redis.hosts (REDIS_URL)"
                        : "has never answered; see whether quarkus.redis.hosts (REDIS_URL) names a Redis that can be"
                                + " reached")
                + trouble.orElse("");
    }

    private String subscription(boolean hears) {
        if (hears) {
            return "heard this pod " + pulse.sinceHeard().toMillis() + " ms ago";
        }
        if (backplane.silence().compareTo(MOST) > 0) {
            return "of the rooms' slots has heard nothing from one master of the cluster for "
                    + backplane.silence().toSeconds() + " s, expected within " + MOST.toSeconds()
                    + " s; it connects again by itself";
        }
        Optional<MissingFeature> denied = backplane.denied();
        if (denied.isPresent()) {
            return denied.get().text();
        }
        String how = backplane.up() ? "is open, but" : "is not open and";
        return pulse.everHeard()
                ? how + " has heard nothing for " + pulse.sinceHeard().toSeconds() + " s, expected within "
                        + MOST.toSeconds() + " s; it connects again by itself"
                : how + " has never heard anything; the user of quarkus.redis.hosts needs the right to subscribe";
    }
}
