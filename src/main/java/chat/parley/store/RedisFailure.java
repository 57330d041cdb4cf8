package chat.parley.store;

import io.vertx.redis.client.impl.types.ErrorType;

/// Distinguishes an error that Redis returned from a connection that failed.
final class RedisFailure {

    private RedisFailure() {}

    static Throwable of(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (!(cause instanceof ErrorType error) || error.is("CONNECTION_CLOSED")) {
            return new StoreUnavailable("Redis is unreachable: " + message);
        }
        if (error.is("NOSCRIPT")) {
            return new UnknownScript();
        }
        if (error.is("MOVED") || error.is("ASK")) {
            return new WrongSlot(message);
        }
        return RedisErrorCode.of(message)
                .<Throwable>map(code -> new StoreUnavailable(code, message))
                .orElseGet(() -> new UnexpectedAnswer(message));
    }

    /// The failure with its chain of causes: "no SSL connection" alone does not help.
    static String why(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + why(cause);
    }
}
