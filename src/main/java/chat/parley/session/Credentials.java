package chat.parley.session;

import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.CloseCode;
import chat.parley.store.StoreClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a connection has shown of its user: the token that came with its upgrade, what the latest one proved, and when
/// that is over. Belongs to the session's event loop.
final class Credentials {

    private static final long NONE = -1;
    /// No connection lasts that long; a timer of centuries would overflow.
    private static final long LONGEST_MS = Duration.ofDays(365).toMillis();

    private final Session session;
    private final Vertx vertx;
    private final StoreClock clock;
    private final Optional<String> atTheDoor;
    private @Nullable VerifiedToken proven;
    private long timer = NONE;

    Credentials(Session session, House house, @Nullable String atTheDoor) {
        this.session = session;
        this.vertx = house.vertx();
        this.clock = house.clock();
        this.atTheDoor = Optional.ofNullable(atTheDoor);
    }

    /// The token that came in the subprotocol header, for a `hello` that brings none.
    Optional<String> atTheDoor() {
        return atTheDoor;
    }

    /// A token was good. One of the team's issuer ends the connection with its own end (4401), unless it is renewed.
    void prove(VerifiedToken fresh) {
        proven = fresh;
        rest();
        if (fresh.until().isPresent() && !session.ended()) {
            long left = fresh.until().getAsLong() - clock.millis();
            timer = vertx.setTimer(
                    Math.clamp(left, 1, LONGEST_MS), _ -> session.context().emit(_ -> over(fresh)));
        }
    }

    private void over(VerifiedToken old) {
        if (old.equals(proven)) {
            session.end(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason());
        }
    }

    /// Whatever was proven before this time (Unix milliseconds) is void.
    void revoked(long at) {
        if (proven != null && proven.since() <= at) {
            session.end(CloseCode.BAD_TOKEN, "the token was revoked");
        }
    }

    VerifiedToken proven() {
        if (proven == null) {
            throw new IllegalStateException("expected a session that has proven whose it is");
        }
        return proven;
    }

    /// Roles are over with the token that lent them, also where the connection goes on.
    Set<String> roles() {
        return proven == null || proven.ends() <= clock.millis() ? Set.of() : proven.roles();
    }

    /// Nothing is waited for any more.
    void rest() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
