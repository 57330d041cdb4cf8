package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Ending;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.ParseException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jose4j.lang.UnresolvableKeyException;

/// Tokens of the team's own issuer: proven by its public keys, `sub` becomes the user's id, a claim his roles, and with
/// `exp` his connection ends (protocol.md sections 3 and 8). Times are compared with the store's clock.
@Singleton
public final class Issuer {

    private static final Logger LOG = Logger.getLogger(Issuer.class);
    private static final Set<SignatureAlgorithm> ALGORITHMS =
            Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256);
    /// The clocks of issuers and stores differ a little.
    private static final long SKEW_SECONDS = 60;

    private final Vertx vertx;
    private final StoreClock clock;
    private final IssuerConfig config;
    private final Optional<DefaultJWTParser> parser;

    public Issuer(Vertx vertx, StoreClock clock, IssuerConfig config, IssuerMeters meters) {
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
        this.parser = config.name().map(name -> new DefaultJWTParser(rules(name, config), new IssuerTokens(meters)));
    }

    private static JWTAuthContextInfo rules(String name, IssuerConfig config) {
        JWTAuthContextInfo rules =
                new JWTAuthContextInfo(config.keys().map(Object::toString).orElse(""), name);
        rules.setSignatureAlgorithm(ALGORITHMS);
        rules.setExpectedAudience(config.audience().map(Set::of).orElse(null));
        rules.setJwksRefreshInterval((int) minutes(config.keysAge()));
        rules.setForcedJwksRefreshInterval(1);
        rules.setJwksRetainCacheOnErrorDuration((int) minutes(config.keysGrace()));
        // The store's clock decides, below; the parser knows this machine's only.
        rules.setClockSkew(Integer.MAX_VALUE);
        return rules;
    }

    private static long minutes(Duration age) {
        return Math.max(1, age.toMinutes());
    }

    /// What the token proves. Fails with the ending 4401 for one that is over, with 4501 for one that is not good, and
    /// with `unavailable` while the keys cannot be fetched.
    Future<Proven> verify(String token) {
        if (parser.isEmpty()) {
            return Future.failedFuture(bad());
        }
        // Keys are fetched by a client that blocks.
        return vertx.executeBlocking(() -> parser.get().parse(token), false)
                .recover(failure -> Future.failedFuture(refusal(failure)))
                .compose(this::proven);
    }

    private Future<Proven> proven(JsonWebToken token) {
        long now = clock.millis() / 1_000;
        if (token.getExpirationTime() <= now) {
            return Future.failedFuture(new Ending(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason()));
        }
        Object notBefore = token.getClaim("nbf");
        String subject = token.getSubject();
        if (subject == null
                || subject.isBlank()
                || token.getIssuedAtTime() > now + SKEW_SECONDS
                || (notBefore instanceof Long from && from > now + SKEW_SECONDS)) {
            return Future.failedFuture(bad());
        }
        User user = new User(SubjectId.of(token.getIssuer(), subject), name(token, subject));
        long until = Math.min(token.getExpirationTime(), Long.MAX_VALUE / 1_000) * 1_000;
        return Future.succeededFuture(new Proven(
                user,
                new RolesClaim(config.roles()).of(token),
                OptionalLong.of(until),
                token.getIssuedAtTime() * 1_000));
    }

    /// The first that is a name here; without any he is called as a guest would be, and may rename himself.
    private static String name(JsonWebToken token, String subject) {
        return Stream.of("name", "preferred_username", "nickname", "email")
                .map(token::<Object>getClaim)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(text -> asName(text).stream())
                .findFirst()
                .orElseGet(() -> "Member " + Math.floorMod(subject.hashCode(), 10_000));
    }

    private static Optional<String> asName(String text) {
        try {
            return Optional.of(new Name(text).value());
        } catch (Problem notOne) {
            return Optional.empty();
        }
    }

    private Throwable refusal(Throwable failure) {
        if (failure instanceof ParseException
                && failure.getCause() instanceof UnresolvableKeyException keys
                && keys.getCause() != null) {
            LOG.warnf(
                    "The issuer's keys cannot be fetched (parley.issuer.keys): %s",
                    keys.getCause().getMessage());
            return Problem.unavailable("the issuer's keys cannot be fetched (parley.issuer.keys)");
        }
        return bad();
    }

    private static Ending bad() {
        return new Ending(CloseCode.BAD_TOKEN, "the token is not one that is taken here; come back with a good one");
    }
}
