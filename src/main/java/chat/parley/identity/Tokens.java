package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Ending;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Signed tokens (JWT, HS256) that prove a user on any pod. Their times are the store's, so a pod with a wrong clock
/// makes and takes the same tokens as the others.
@Singleton
public final class Tokens {

    private static final String ISSUER = "parley";
    private static final String NAME = "name";

    private final TokenSecret secret;
    private final TokenConfig config;
    private final StoreClock clock;
    private final JWTParser parser;

    public Tokens(TokenSecret secret, TokenConfig config, StoreClock clock, JWTParser parser) {
        this.secret = secret;
        this.config = config;
        this.clock = clock;
        this.parser = parser;
    }

    /// A fresh token.
    public Future<String> issue(User user) {
        long now = clock.millis() / 1_000;
        return secret.get()
                .map(key -> Jwt.claims()
                        .issuer(ISSUER)
                        .subject(user.id())
                        .claim(NAME, user.name())
                        .issuedAt(now)
                        .expiresAt(now + config.age().toSeconds())
                        .signWithSecret(key));
    }

    /// Whose token it is, with the name he had when it was made. Fails with the ending 4501 for a token that is not
    /// good: not ours, changed, or over.
    public Future<User> verify(String token) {
        return secret.get().compose(key -> {
            try {
                return Future.succeededFuture(user(parser.verify(token, key)));
            } catch (ParseException | Problem | IllegalArgumentException bad) {
                return Future.failedFuture(
                        new Ending(CloseCode.BAD_TOKEN, "the token is bad or expired; come back without it"));
            }
        });
    }

    private User user(JsonWebToken token) {
        if (!ISSUER.equals(token.getIssuer()) || token.getExpirationTime() * 1_000 < clock.millis()) {
            throw new IllegalArgumentException("expected a token of " + ISSUER + " that is not over");
        }
        return new User(token.getSubject(), token.getClaim(NAME));
    }
}
