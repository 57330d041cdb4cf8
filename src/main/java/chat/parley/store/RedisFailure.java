package chat.parley.store;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;

/// Tells an answer of Redis that is an error from a connection that gave no answer.
final class RedisFailure {

    /// Errors that say "not now": the store is loading, a replica, or has lost its master.
    private static final List<String> AWAY = List.of(
            "LOADING", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "BUSY", "NOREPLICAS", "CONNECTION_CLOSED");

    /// Those of them that a node of a cluster gives before it does anything.
    private static final List<String> UNTOUCHED = List.of("LOADING", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN");

    private RedisFailure() {}

    static Throwable of(Throwable cause) {
        if (!(cause instanceof ErrorType error)) {
            return new StoreAway("Redis is away: " + cause.getMessage());
        }
        if (error.is("NOSCRIPT")) {
            return new UnknownScript();
        }
        if (error.is("MOVED") || error.is("ASK")) {
            return new Redirected(String.valueOf(error.getMessage()));
        }
        return AWAY.stream().anyMatch(error::is)
                ? new StoreAway(
                        "Redis is away: " + error.getMessage(),
                        UNTOUCHED.stream().anyMatch(error::is))
                : new IllegalStateException("Redis answered: " + error.getMessage());
    }

    /// The failure and what is at the bottom of it: "no SSL connection" alone helps nobody.
    static String why(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + why(cause);
    }
}
