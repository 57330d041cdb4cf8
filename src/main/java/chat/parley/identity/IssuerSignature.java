package chat.parley.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// Proves signatures of the issuer. A token is bad when the key that it names did not sign it, or is not among those
/// that were asked for after it came. Until then nobody knows, and it is `unavailable`: its key may have been made
/// since.
final class IssuerSignature {

    /// Of keys that nobody named, so that a set of hundreds is no work for each token.
    private static final int MOST_TRIED = 16;

    private enum Verdict {
        GOOD,
        BAD,
        UNKNOWN
    }

    private final Vertx vertx;
    private final IssuerKeys keys;
    private final VerificationJwkSelector selector = new VerificationJwkSelector();

    IssuerSignature(Vertx vertx, IssuerKeys keys) {
        this.vertx = vertx;
        this.keys = keys;
    }

    /// Completes when the issuer signed it. Fails with the ending 4501, or with `unavailable`.
    Future<Void> prove(JsonWebSignature token) {
        long came = keys.now();
        return judged(token, keys.known()).compose(verdict -> switch (verdict) {
            case GOOD -> Future.succeededFuture();
            case BAD -> Future.failedFuture(Issuer.bad());
            case UNKNOWN ->
                keys.fetched()
                        .compose(fresh ->
                                judged(token, fresh.keys()).compose(again -> result(again, fresh.begun() - came >= 0)));
        });
    }

    /// @param sure the keys are those of now, and no other will come that was there before
    private Future<Void> result(Verdict verdict, boolean sure) {
        if (verdict == Verdict.GOOD) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(verdict == Verdict.BAD || sure ? Issuer.bad() : keys.notYet());
    }

    private Future<Verdict> judged(JsonWebSignature token, List<JsonWebKey> known) {
        List<JsonWebKey> candidates = candidates(token, known);
        // A signature takes up to a millisecond, too long for an event loop that has others to serve.
        return candidates.isEmpty()
                ? Future.succeededFuture(Verdict.UNKNOWN)
                : vertx.executeBlocking(() -> verdict(token, candidates), false);
    }

    private List<JsonWebKey> candidates(JsonWebSignature token, List<JsonWebKey> known) {
        try {
            List<JsonWebKey> fitting = selector.selectList(token, known);
            return fitting.subList(0, Math.min(fitting.size(), MOST_TRIED));
        } catch (JoseException none) {
            return List.of();
        }
    }

    private static Verdict verdict(JsonWebSignature token, List<JsonWebKey> candidates) {
        if (candidates.stream().anyMatch(key -> signed(token, key))) {
            return Verdict.GOOD;
        }
        // Whoever names no key may mean one that is not here.
        return token.getKeyIdHeaderValue() == null ? Verdict.UNKNOWN : Verdict.BAD;
    }

    private static boolean signed(JsonWebSignature token, JsonWebKey key) {
        try {
            token.setKey(key.getKey());
            return token.verifySignature();
        } catch (JoseException notByThisKey) {
            return false;
        }
    }
}
