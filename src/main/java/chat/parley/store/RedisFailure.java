package chat.parley.store;

import io.vertx.redis.client.impl.types.ErrorType;

/// Tells an answer of Redis that is an error from a connection that gave no answer.
final class RedisFailure {

    private RedisFailure() {}

    static Throwable of(Throwable cause) {
        String said = String.valueOf(cause.getMessage());
        if (!(cause instanceof ErrorType error) || error.is("CONNECTION_CLOSED")) {
            return new StoreUnavailable("Redis is away: " + said);
        }
        if (error.is("NOSCRIPT")) {
            return new UnknownScript();
        }
        if (error.is("MOVED") || error.is("ASK")) {
            return new WrongSlot(said);
        }
        return RedisErrorCode.of(said)
                .<Throwable>map(code -> new StoreUnavailable(code, said))
                .orElseGet(() -> new UnexpectedAnswer(said));
    }

    /// The failure and what is at the bottom of it: "no SSL connection" alone helps nobody.
    static String why(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + why(cause);
    }
}
