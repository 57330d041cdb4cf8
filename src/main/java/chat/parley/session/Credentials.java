package chat.parley.session;

import chat.parley.identity.KeyGrant;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.CloseCode;
import chat.parley.store.StoreClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A connection's proof of who its user is: the token that came with its upgrade, what the latest token
/// proved, and when that expires. Belongs to the session's event loop.
final class Credentials {

    private static final long NONE = -1;
    /// No connection lasts so long; a timer of centuries would overflow.
    private static final long LONGEST_MS = Duration.ofDays(365).toMillis();

    private final Session session;
    private final Vertx vertx;
    private final StoreClock clock;
    private Optional<String> upgradeToken;
    private volatile @Nullable VerifiedToken verified;
    private long timer = NONE;

    Credentials(Session session, Vertx vertx, StoreClock clock, @Nullable String upgradeToken) {
        this.session = session;
        this.vertx = vertx;
        this.clock = clock;
        this.upgradeToken = Optional.ofNullable(upgradeToken);
    }

    /// The token that came in the subprotocol header, used when a `hello` brings none.
    Optional<String> upgradeToken() {
        return upgradeToken;
    }

    /// A `hello` succeeded: the token may be long, and nothing asks for it any more.
    void forgetUpgradeToken() {
        upgradeToken = Optional.empty();
    }

    /// A token was valid. When a token of the team's own issuer expires, the connection ends with it (4401),
    /// unless it is renewed.
    void prove(VerifiedToken token) {
        verified = token;
        rest();
        if (token.until().isPresent() && !session.ended()) {
            long remaining = token.until().getAsLong() - clock.millis();
            timer = vertx.setTimer(
                    Math.clamp(remaining, 1, LONGEST_MS), _ -> session.context().emit(_ -> expired(token)));
        }
    }

    private void expired(VerifiedToken old) {
        if (old.equals(verified)) {
            session.end(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason());
        }
    }

    /// Whatever was verified before this time (Unix milliseconds) is void.
    void revoked(long at) {
        VerifiedToken known = verified;
        if (known != null && known.revokedAt(at)) {
            session.end(CloseCode.BAD_TOKEN, "the token was revoked");
        }
    }

    /// A key is over: whatever it proved is void.
    void over(KeyGrant grant) {
        if (grant().filter(grant::equals).isPresent()) {
            session.end(CloseCode.BAD_TOKEN, "the key is not valid any more");
        }
    }

    /// The key that was presented instead of a token. Called by any thread.
    Optional<KeyGrant> grant() {
        VerifiedToken known = verified;
        return known == null ? Optional.empty() : known.key();
    }

    VerifiedToken proven() {
        VerifiedToken known = verified;
        if (known == null) {
            throw new IllegalStateException("expected a session with a verified token");
        }
        return known;
    }

    /// Roles expire with their token, even if the connection stays open.
    Set<String> roles() {
        VerifiedToken known = verified;
        return known == null || known.ends() <= clock.millis() ? Set.of() : known.roles();
    }

    /// Cancels the expiry timer.
    void rest() {
        if (timer != NONE) {
            vertx.cancelTimer(timer);
            timer = NONE;
        }
    }
}
