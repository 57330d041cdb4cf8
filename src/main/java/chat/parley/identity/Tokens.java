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

/// Issues and verifies signed tokens, valid on any pod: Parley's own (JWT, HS256), and those of the team's
/// [Issuer]. Their times are the store's, so a pod with a wrong clock issues and accepts the same tokens as
/// the others.
@Singleton
public final class Tokens {

    private static final String NAME = "name";
    private static final String ROLES = "roles";
    private static final String UNTIL = "until";
    /// The configured age of tokens, in seconds, at the pod that issued this one, so that a pod with another
    /// setting accepts it.
    private static final String AGE = "age";
    private static final long MS = 1_000;

    private final TokenSecret secret;
    private final TokenConfig config;
    private final StoreClock clock;
    private final Issuer issuer;
    private final RedisRevocations revocations;
    private final Keys keys;
    private volatile @Nullable OwnSignature cached;

    public Tokens(
            TokenSecret secret,
            TokenConfig config,
            StoreClock clock,
            Issuer issuer,
            RedisRevocations revocations,
            Keys keys) {
        this.secret = secret;
        this.config = config;
        this.clock = clock;
        this.issuer = issuer;
        this.revocations = revocations;
        this.keys = keys;
    }

    /// Issues a fresh token for what an earlier one proved. It is valid for the whole age again if the
    /// earlier one proved only an identity; with roles, or from an issuer, it expires with the earlier one.
    /// Fails with close code 4501 if the earlier one was revoked, which is checked after the fresh token got
    /// its time of issue.
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
                .map(signer -> signer.sign(claims))
                .compose(token -> revocations.stillGood(proven).map(token));
    }

    private Future<OwnSignature> signature() {
        OwnSignature known = cached;
        return known != null
                ? Future.succeededFuture(known)
                : secret.get()
                        .map(current -> new OwnSignature(current, config.secretPrevious()))
                        .onSuccess(fresh -> cached = fresh);
    }

    /// Verifies a token and that it was not revoked. Fails as [#prove] and [#stillGood] do.
    public Future<VerifiedToken> verify(String token) {
        return prove(token).compose(this::stillGood);
    }

    /// Verifies a token's claims and signature, without the store unless the token seems to be issued in the
    /// future; or a key, with the store. Fails with close code 4501 if it is invalid: by an unknown issuer,
    /// altered, or an expired one of ours; with 4401 for an expired one of the team's issuer; with
    /// `unavailable` while its key is unknown.
    public Future<VerifiedToken> prove(String token) {
        if (PresentedKey.meant(token)) {
            return keys.prove(token);
        }
        return (isOwn(token) ? proveOwn(token) : issuer.verify(token)).compose(this::checkIssuedAt);
    }

    /// Fails with close code 4501 for a token issued in the future. Does not reject tokens because the
    /// store's clock was set back since, or because this pod's estimate of it is behind.
    private Future<VerifiedToken> checkIssuedAt(VerifiedToken proven) {
        return ahead(proven, clock.millis())
                ? revocations
                        .latest()
                        .compose(latest ->
                                ahead(proven, latest) ? Future.failedFuture(invalid()) : Future.succeededFuture(proven))
                : Future.succeededFuture(proven);
    }

    private static boolean ahead(VerifiedToken proven, long now) {
        return ClockSkew.ahead(proven.since() / MS, now / MS);
    }

    /// Fails with close code 4501 if the token was revoked, and with that of an expired token if it has
    /// expired since.
    public Future<VerifiedToken> stillGood(VerifiedToken proven) {
        if (proven.key().isPresent()) {
            // Verified with the store a moment ago; a connection is checked from time to time.
            return Future.succeededFuture(proven);
        }
        return revocations
                .stillGood(proven)
                .compose(valid -> valid.ends() <= clock.millis()
                        ? Future.failedFuture(expired(valid.until()))
                        : Future.succeededFuture(valid));
    }

    private static CloseException expired(OptionalLong until) {
        return until.isPresent()
                ? new CloseException(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason())
                : invalid();
    }

    /// Whether it claims to be of another issuer; what it says is proven by [#prove] alone.
    public static boolean isForeign(String token) {
        return !PresentedKey.meant(token) && !isOwn(token);
    }

    /// Distinguishes tokens by the algorithm, which is enforced later: ours is symmetric, an issuer's never.
    private static boolean isOwn(String token) {
        try {
            String head = token.substring(0, Math.max(0, token.indexOf('.')));
            return new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8).contains("\"HS256\"");
        } catch (IllegalArgumentException notBase64) {
            return true;
        }
    }

    private Future<VerifiedToken> proveOwn(String token) {
        return signature().compose(verifier -> {
            try {
                return Future.succeededFuture(proven(verifier.proven(token)));
            } catch (CloseException refusal) {
                return Future.failedFuture(refusal);
            } catch (InvalidJwtException | MalformedClaimException | RuntimeException invalid) {
                return Future.failedFuture(invalid());
            }
        });
    }

    private VerifiedToken proven(JwtClaims claims) throws MalformedClaimException {
        long now = clock.millis() / MS;
        long issued = claims.getIssuedAt().getValue();
        long expires = claims.getExpirationTime().getValue();
        long age = config.age().toSeconds();
        long issuedFor =
                claims.hasClaim(AGE) ? claims.getClaimValue(AGE, Number.class).longValue() : age;
        OptionalLong until = claims.hasClaim(UNTIL)
                ? OptionalLong.of(claims.getClaimValue(UNTIL, Number.class).longValue() * MS)
                : OptionalLong.empty();
        String name = claims.getStringClaimValue(NAME);
        NumericDate begins = claims.getNotBefore();
        if (name == null
                || ClockSkew.ahead(expires, issued + issuedFor)
                || (begins != null && ClockSkew.ahead(begins.getValue(), now))) {
            throw invalid();
        }
        long ends = Math.min(expires, issued + age + ClockSkew.SECONDS);
        if (ends <= now) {
            throw expired(until);
        }
        return new VerifiedToken(
                new User(claims.getSubject(), name),
                RolesClaim.roles(claims.getClaimValue(ROLES)),
                until,
                ends * MS,
                issued * MS,
                claims.hasClaim(AGE));
    }

    private static CloseException invalid() {
        return new CloseException(CloseCode.BAD_TOKEN, "the token is invalid or expired; reconnect without it");
    }
}
