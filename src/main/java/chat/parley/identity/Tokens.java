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
import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/// Signed tokens (JWT, HS256) that prove a user on any pod. Their times are the store's, so a pod with a wrong clock
/// makes and takes the same tokens as the others.
@Singleton
public final class Tokens {

    private static final String ISSUER = "parley";
    private static final String NAME = "name";
    private static final String ROLES = "roles";

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

    /// A fresh token for what an earlier one proved, so that a role lasts.
    public Future<String> issue(Proven proven) {
        long now = clock.millis() / 1_000;
        return secret.get()
                .map(key -> Jwt.claims()
                        .issuer(ISSUER)
                        .subject(proven.user().id())
                        .claim(NAME, proven.user().name())
                        .claim(ROLES, proven.roles())
                        .issuedAt(now)
                        .expiresAt(now + config.age().toSeconds())
                        .signWithSecret(key));
    }

    /// What the token proves. Fails with the ending 4501 for a token that is not
    /// good: not ours, changed, or over.
    public Future<Proven> verify(String token) {
        return secret.get().compose(key -> {
            try {
                return Future.succeededFuture(proven(parser.verify(token, key)));
            } catch (ParseException | Problem | IllegalArgumentException bad) {
                return Future.failedFuture(
                        new Ending(CloseCode.BAD_TOKEN, "the token is bad or expired; come back without it"));
            }
        });
    }

    private Proven proven(JsonWebToken token) {
        if (!ISSUER.equals(token.getIssuer()) || token.getExpirationTime() * 1_000 < clock.millis()) {
            throw new IllegalArgumentException("expected a token of " + ISSUER + " that is not over");
        }
        return new Proven(new User(token.getSubject(), token.getClaim(NAME)), roles(token));
    }

    /// A list of texts; absent in a token made before there were roles. The parser hands out JSON values, whose text
    /// has
    /// quotes around it.
    private static Set<String> roles(JsonWebToken token) {
        return token.getClaim(ROLES) instanceof Collection<?> values
                ? values.stream()
                        .map(value -> value instanceof JsonString text ? text.getString() : value.toString())
                        .collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }
}
