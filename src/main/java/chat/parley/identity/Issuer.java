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

/// Tokens of the team's own issuer: proven by its public keys, `sub` becomes the user's id, a claim their roles, and
/// with `exp` their connection ends (protocol.md sections 3 and 8). Times are compared with the store's clock.
/// Nothing here waits for the issuer but tokens whose key is not known.
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
        this.signature = keys.map(its -> new IssuerSignature(vertx, its));
    }

    void started(@Observes StartupEvent start) {
        keys.ifPresent(IssuerKeys::start);
    }

    /// What the token proves. Fails with the ending 4401 for one that is over, with 4501 for one that is proven
    /// not to be good, and with `unavailable` while that cannot be known. What it says is looked at first, so that
    /// whatever will not do costs neither a signature nor a question to the issuer.
    Future<VerifiedToken> verify(String token) {
        if (tokens.isEmpty() || signature.isEmpty()) {
            return Future.failedFuture(bad());
        }
        try {
            IssuerTokens.Claim claim = tokens.get().read(token, clock.millis());
            return signature.get().prove(claim.signed()).map(_ -> claim.proven());
        } catch (CloseException notGood) {
            return Future.failedFuture(notGood);
        }
    }

    static CloseException bad() {
        return new CloseException(
                CloseCode.BAD_TOKEN, "the token is not one that is taken here; come back with a good one");
    }
}
