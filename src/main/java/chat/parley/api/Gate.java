package chat.parley.api;

import chat.parley.identity.Tokens;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Admits requests that prove their user with `Authorization: Bearer <token>` and stay within the rate that
/// the socket allows. A token anywhere else, as in the URL, is ignored.
@Singleton
final class Gate {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final Allowances allowances;

    Gate(Tokens tokens, Allowances allowances) {
        this.tokens = tokens;
        this.allowances = allowances;
    }

    /// The proof of a request. Fails as [#prove], and with `rate_limited`.
    Future<VerifiedToken> enter(Optional<String> authorization) {
        return prove(authorization).map(proven -> {
            allowances.use(proven.user());
            return proven;
        });
    }

    /// The user of a request, who has this role. Fails with `forbidden` for all others.
    Future<User> enter(Optional<String> authorization, String role) {
        return prove(authorization).map(proven -> {
            allowances.use(proven.user());
            if (!proven.roles().contains(role)) {
                throw Problem.forbidden("expected a token with the role \"" + role + "\", or a key with that scope");
            }
            return proven.user();
        });
    }

    /// Counts a command of a proven user. Fails with `rate_limited`.
    void pay(VerifiedToken proof, int cost) {
        allowances.use(proof.user(), cost);
    }

    /// Verifies a request's token, without a rate limit. Fails with `unauthenticated` without one, and as a
    /// connection would end (`CloseException`) with an invalid one.
    Future<VerifiedToken> prove(Optional<String> authorization) {
        return authorization
                .flatMap(Gate::token)
                .map(tokens::verify)
                .orElseGet(() -> Future.failedFuture(Problem.unauthenticated(
                        "expected the header Authorization: Bearer <token>, with the token of a hello or a key")));
    }

    /// The scheme's name is case-insensitive (RFC 9110 section 11.1).
    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
