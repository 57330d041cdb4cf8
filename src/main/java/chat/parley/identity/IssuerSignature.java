package chat.parley.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.VerificationJwkSelector;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/// Verifies signatures of the issuer. A token is invalid if the key that it names did not sign it, or is not
/// among the keys fetched after the token arrived. Until that fetch it is `unavailable`: its key may be newer
/// than the known ones.
final class IssuerSignature {

    /// Keys tried for a token without a key id, which limits the work if the set has hundreds.
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

    /// Completes if the issuer signed the token. Fails with close code 4501, or with `unavailable`.
    Future<Void> prove(JsonWebSignature token) {
        long seen = keys.now();
        return judged(token, keys.known()).compose(verdict -> switch (verdict) {
            case GOOD -> Future.succeededFuture();
            case BAD -> Future.failedFuture(Issuer.bad());
            case UNKNOWN ->
                keys.fetched()
                        .compose(fresh ->
                                judged(token, fresh.keys()).compose(again -> result(again, fresh.begun() - seen >= 0)));
        });
    }

    /// @param sure whether the keys were fetched after the token arrived, so that its key cannot be missing
    private Future<Void> result(Verdict verdict, boolean sure) {
        if (verdict == Verdict.GOOD) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(verdict == Verdict.BAD || sure ? Issuer.bad() : keys.notYet());
    }

    private Future<Verdict> judged(JsonWebSignature token, List<JsonWebKey> known) {
        List<JsonWebKey> candidates = candidates(token, known);
        // A signature check takes up to a millisecond, too long for an event loop.
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
        // A token without a key id may be signed with a key that is not known yet.
        return token.getKeyIdHeaderValue() == null ? Verdict.UNKNOWN : Verdict.BAD;
    }

    private static boolean signed(JsonWebSignature token, JsonWebKey key) {
        try {
            token.setKey(key.getKey());
            return token.verifySignature();
        } catch (JoseException otherKey) {
            return false;
        }
    }
}
