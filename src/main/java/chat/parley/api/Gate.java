package chat.parley.api;

import chat.parley.identity.Tokens;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Lets in whoever proves who he is with `Authorization: Bearer <token>` and asks no more often than the socket would
/// let him. A token anywhere else, as in the URL, is not looked at.
@Singleton
final class Gate {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final Allowances allowances;

    Gate(Tokens tokens, Allowances allowances) {
        this.tokens = tokens;
        this.allowances = allowances;
    }

    /// Whose request it is. Fails with `unauthenticated` without a good token, and with `rate_limited`.
    Future<User> enter(Optional<String> authorization) {
        return prove(authorization).map(VerifiedToken::user).map(user -> {
            allowances.use(user);
            return user;
        });
    }

    /// The same for somebody with this role. Fails with `forbidden` for everybody else.
    Future<User> enter(Optional<String> authorization, String role) {
        return prove(authorization).map(proven -> {
            allowances.use(proven.user());
            if (!proven.roles().contains(role)) {
                throw Problem.forbidden("expected a token with the role \"" + role + "\"");
            }
            return proven.user();
        });
    }

    /// What a request's token proves, however often it asks. Fails with `unauthenticated` without a good one.
    Future<VerifiedToken> prove(Optional<String> authorization) {
        return authorization
                .flatMap(Gate::token)
                .map(this::verified)
                .orElseGet(() -> Future.failedFuture(Problem.unauthenticated(
                        "expected the header Authorization: Bearer <token>, with the token of a hello")));
    }

    private Future<VerifiedToken> verified(String token) {
        return tokens.verify(token)
                .recover(failure -> Future.failedFuture(
                        failure instanceof CloseException ending ? Problem.unauthenticated(ending.reason()) : failure));
    }

    /// The scheme's name may be written in any case (RFC 9110 section 11.1).
    private static Optional<String> token(String authorization) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(authorization.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
