package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Ending;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jspecify.annotations.Nullable;

/// Signed tokens that prove a user on any pod: Parley's own (JWT, HS256), and those of the team's [Issuer]. Their times
/// are the store's, so a pod with a wrong clock makes and takes the same tokens as the others.
@Singleton
public final class Tokens {

    private static final String NAME = "name";
    private static final String ROLES = "roles";
    private static final String UNTIL = "until";
    private static final long MS = 1_000;

    private final TokenSecret secret;
    private final TokenConfig config;
    private final StoreClock clock;
    private final Issuer issuer;
    private final RedisRevocations revocations;
    private volatile @Nullable OwnSignature known;

    public Tokens(
            TokenSecret secret, TokenConfig config, StoreClock clock, Issuer issuer, RedisRevocations revocations) {
        this.secret = secret;
        this.config = config;
        this.clock = clock;
        this.issuer = issuer;
        this.revocations = revocations;
    }

    /// A fresh token for what an earlier one proved, so that a role lasts; it is over when that is. Fails with the
    /// ending 4501 when that was revoked meanwhile: whether it was is asked after the token has its time.
    public Future<String> issue(Proven proven) {
        long now = clock.millis() / MS;
        long until = proven.until().orElse(Long.MAX_VALUE) / MS;
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(OwnSignature.ISSUER);
        claims.setSubject(proven.user().id());
        claims.setClaim(NAME, proven.user().name());
        claims.setStringListClaim(ROLES, List.copyOf(proven.roles()));
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(
                NumericDate.fromSeconds(Math.min(until, now + config.age().toSeconds())));
        if (proven.until().isPresent()) {
            claims.setClaim(UNTIL, until);
        }
        return signature()
                .map(its -> its.sign(claims))
                .compose(token -> revocations.stillGood(proven).map(token));
    }

    private Future<OwnSignature> signature() {
        OwnSignature cached = known;
        return cached != null
                ? Future.succeededFuture(cached)
                : secret.get().map(OwnSignature::new).onSuccess(its -> known = its);
    }

    /// What the token proves. Fails with the ending 4501 for one that is not good: made by nobody we know, changed,
    /// revoked, or one of ours that is over; with 4401 for one of the team's issuer that is over.
    public Future<Proven> verify(String token) {
        return (ours(token) ? own(token) : issuer.verify(token)).compose(revocations::stillGood);
    }

    /// Told by the algorithm, which each side then insists on: ours is symmetric, an issuer's never.
    private static boolean ours(String token) {
        try {
            String head = token.substring(0, Math.max(0, token.indexOf('.')));
            return new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8).contains("\"HS256\"");
        } catch (IllegalArgumentException notBase64) {
            return true;
        }
    }

    private Future<Proven> own(String token) {
        return signature().compose(its -> {
            try {
                return proven(its.proven(token));
            } catch (InvalidJwtException | MalformedClaimException | Problem | IllegalArgumentException bad) {
                return Future.failedFuture(bad());
            }
        });
    }

    private Future<Proven> proven(JwtClaims claims) throws MalformedClaimException {
        OptionalLong until = claims.hasClaim(UNTIL)
                ? OptionalLong.of(claims.getClaimValue(UNTIL, Number.class).longValue() * MS)
                : OptionalLong.empty();
        if (claims.getExpirationTime().getValueInMillis() < clock.millis()) {
            return Future.failedFuture(
                    until.isPresent() && until.getAsLong() < clock.millis()
                            ? new Ending(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason())
                            : bad());
        }
        return Future.succeededFuture(new Proven(
                new User(claims.getSubject(), claims.getStringClaimValue(NAME)),
                RolesClaim.roles(claims.getClaimValue(ROLES)),
                until,
                claims.getIssuedAt().getValueInMillis()));
    }

    private static Ending bad() {
        return new Ending(CloseCode.BAD_TOKEN, "the token is bad or expired; come back without it");
    }
}
