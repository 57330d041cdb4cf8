package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
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

/// Signed tokens that prove a user on any pod: Parley's own (JWT, HS256), and those of the team's [Issuer]. Their
/// times are the store's, so a pod with a wrong clock makes and takes the same tokens as the others.
@Singleton
public final class Tokens {

    private static final String NAME = "name";
    private static final String ROLES = "roles";
    private static final String UNTIL = "until";
    /// The age, in seconds, of tokens when a pod made this one, so that a pod with another age knows it for good.
    private static final String AGE = "age";
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

    /// A fresh token for what an earlier one proved. It lasts for the whole age again where that proved only who
    /// somebody is; with roles, or from an issuer, it is over when the earlier one is. Fails with the ending 4501
    /// when that was revoked meanwhile: whether it was is asked after the token has its time.
    public Future<String> issue(VerifiedToken proven) {
        long now = clock.millis() / MS;
        long age = config.age().toSeconds();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(OwnSignature.ISSUER);
        claims.setSubject(proven.user().id());
        claims.setClaim(NAME, proven.user().name());
        claims.setStringListClaim(ROLES, List.copyOf(proven.roles()));
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(
                NumericDate.fromSeconds(proven.lent() ? Math.min(now + age, proven.ends() / MS) : now + age));
        claims.setClaim(AGE, age);
        proven.until().ifPresent(until -> claims.setClaim(UNTIL, until / MS));
        return signature()
                .map(its -> its.sign(claims))
                .compose(token -> revocations.stillGood(proven).map(token));
    }

    private Future<OwnSignature> signature() {
        OwnSignature cached = known;
        return cached != null
                ? Future.succeededFuture(cached)
                : secret.get()
                        .map(its -> new OwnSignature(its, config.secretPrevious()))
                        .onSuccess(its -> known = its);
    }

    /// What the token proves, if it was not revoked. Fails as [#prove] and [#stillGood] do.
    public Future<VerifiedToken> verify(String token) {
        return prove(token).compose(this::stillGood);
    }

    /// What the token says and its signature proves; the store is not asked, unless the token seems to be of the
    /// future. Fails with the ending 4501 for one that is not good: made by nobody we know, changed, or one of ours
    /// that is over; with 4401 for one of the team's issuer that is over; with `unavailable` while the issuer's key
    /// for it is not known.
    public Future<VerifiedToken> prove(String token) {
        return (ours(token) ? own(token) : issuer.verify(token)).compose(this::made);
    }

    /// The same, or the ending 4501 for one of the future. The store's clock may have been set back since it was
    /// made, and this pod may not know it yet: neither makes strangers.
    private Future<VerifiedToken> made(VerifiedToken proven) {
        return ahead(proven, clock.millis())
                ? revocations
                        .latest()
                        .compose(latest ->
                                ahead(proven, latest) ? Future.failedFuture(bad()) : Future.succeededFuture(proven))
                : Future.succeededFuture(proven);
    }

    private static boolean ahead(VerifiedToken proven, long now) {
        return ClockSkew.ahead(proven.since() / MS, now / MS);
    }

    /// The same, or the ending 4501 when it was revoked, and that of its end when it is over by now.
    public Future<VerifiedToken> stillGood(VerifiedToken proven) {
        return revocations
                .stillGood(proven)
                .compose(good -> good.ends() <= clock.millis()
                        ? Future.failedFuture(over(good.until()))
                        : Future.succeededFuture(good));
    }

    private static CloseException over(OptionalLong until) {
        return until.isPresent()
                ? new CloseException(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason())
                : bad();
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

    private Future<VerifiedToken> own(String token) {
        return signature().compose(its -> {
            try {
                return Future.succeededFuture(proven(its.proven(token)));
            } catch (CloseException ending) {
                return Future.failedFuture(ending);
            } catch (InvalidJwtException | MalformedClaimException | RuntimeException notOne) {
                return Future.failedFuture(bad());
            }
        });
    }

    private VerifiedToken proven(JwtClaims claims) throws MalformedClaimException {
        long now = clock.millis() / MS;
        long issued = claims.getIssuedAt().getValue();
        long expires = claims.getExpirationTime().getValue();
        long age = config.age().toSeconds();
        long madeFor =
                claims.hasClaim(AGE) ? claims.getClaimValue(AGE, Number.class).longValue() : age;
        OptionalLong until = claims.hasClaim(UNTIL)
                ? OptionalLong.of(claims.getClaimValue(UNTIL, Number.class).longValue() * MS)
                : OptionalLong.empty();
        String name = claims.getStringClaimValue(NAME);
        NumericDate begins = claims.getNotBefore();
        if (name == null
                || ClockSkew.ahead(expires, issued + madeFor)
                || (begins != null && ClockSkew.ahead(begins.getValue(), now))) {
            throw bad();
        }
        long ends = Math.min(expires, issued + age + ClockSkew.SECONDS);
        if (ends <= now) {
            throw over(until);
        }
        return new VerifiedToken(
                new User(claims.getSubject(), name),
                RolesClaim.roles(claims.getClaimValue(ROLES)),
                until,
                ends * MS,
                issued * MS);
    }

    private static CloseException bad() {
        return new CloseException(CloseCode.BAD_TOKEN, "the token is bad or expired; come back without it");
    }
}
