package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Verifies tokens of the team's own issuer with its public keys: `sub` becomes the user's id, a claim their
/// roles, and at `exp` their connection is closed (protocol.md sections 3 and 8). Times are compared with the
/// store's clock. Only tokens with an unknown key wait for the issuer.
@Singleton
public final class Issuer {

    private final StoreClock clock;
    private final Optional<IssuerTokens> tokens;
    private final Optional<IssuerKeys> keys;
    private final Optional<IssuerSignature> signature;

    public Issuer(Vertx vertx, StoreClock clock, IssuerConfig config, TokenConfig age, IssuerMeters meters) {
        this.clock = clock;
        this.tokens = config.name()
                .flatMap(name -> config.audience().map(audience -> new IssuerTokens(name, audience, config, age)));
        this.keys = config.keys().filter(_ -> tokens.isPresent()).map(address -> {
            KeySetRequest fetch = new KeySetRequest(vertx, address, config.deadline());
            return new IssuerKeys(vertx, config, meters, fetch::get, System::nanoTime);
        });
        this.signature = keys.map(known -> new IssuerSignature(vertx, known));
    }

    void started(@Observes StartupEvent start) {
        keys.ifPresent(IssuerKeys::start);
    }

    /// Verifies a token. Fails with close code 4401 if it has expired, with 4501 if it is invalid, and with
    /// `unavailable` while its key is unknown. Claims are checked first, so that a token with wrong claims
    /// costs neither a signature check nor a request to the issuer.
    Future<VerifiedToken> verify(String token) {
        if (tokens.isEmpty() || signature.isEmpty()) {
            return Future.failedFuture(bad());
        }
        try {
            IssuerTokens.Claim claim = tokens.get().read(token, clock.millis());
            return signature.get().prove(claim.signed()).map(_ -> claim.proven());
        } catch (CloseException invalid) {
            return Future.failedFuture(invalid);
        }
    }

    static CloseException bad() {
        return new CloseException(CloseCode.BAD_TOKEN, "the token is not accepted here; reconnect with a valid one");
    }
}
