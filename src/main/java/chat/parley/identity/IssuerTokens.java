package chat.parley.identity;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.Name;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Reads tokens of the issuer and checks everything but the signature.
final class IssuerTokens {

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    private static final long MS = 1_000;

    /// A token whose signature has not been checked.
    ///
    /// @param signed the token with its signature
    /// @param proven what the token proves once its signature is verified
    record Claim(JsonWebSignature signed, VerifiedToken proven) {}

    private final RolesClaim roles;
    private final TokenConfig age;
    private final JwtConsumer consumer;

    IssuerTokens(String name, String audience, IssuerConfig config, TokenConfig age) {
        this.roles = new RolesClaim(config.roles());
        this.age = age;
        this.consumer = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setJwsAlgorithmConstraints(ALGORITHMS)
                .setExpectedIssuer(true, name)
                .setExpectedAudience(true, audience)
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                // Checked below by the store's clock; the library uses this machine's.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .build();
    }

    /// Fails with close code 4501 if the token is invalid whoever signed it, and with 4401 if it has expired.
    ///
    /// @param nowMillis by the store's clock
    Claim read(String token, long nowMillis) {
        try {
            JwtContext read = consumer.process(token);
            List<JsonWebStructure> layers = read.getJoseObjects();
            if (layers.size() != 1 || !(layers.getFirst() instanceof JsonWebSignature signed)) {
                throw Issuer.bad();
            }
            signed.setAlgorithmConstraints(ALGORITHMS);
            // Throws if the algorithm is not permitted.
            signed.getAlgorithm();
            if (!TokenKind.letsIn(signed, read.getJwtClaims())) {
                throw Issuer.bad();
            }
            return new Claim(signed, proven(read.getJwtClaims(), nowMillis / MS));
        } catch (CloseException refusal) {
            throw refusal;
        } catch (JoseException | InvalidJwtException | MalformedClaimException | RuntimeException invalid) {
            throw Issuer.bad();
        }
    }

    private VerifiedToken proven(JwtClaims claims, long now) throws MalformedClaimException {
        long issued = claims.getIssuedAt().getValue();
        String subject = claims.getSubject();
        if (subject.isBlank() || notYetValid(claims.getNotBefore(), issued, now)) {
            throw Issuer.bad();
        }
        long expires = claims.getExpirationTime().getValue();
        if (expires <= now) {
            throw new CloseException(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason());
        }
        // Revocations are kept for the lifetime of our own tokens, so no other token may live longer.
        long latest = issued + age.age().toSeconds();
        if (ClockSkew.ahead(expires, latest)) {
            throw new CloseException(
                    CloseCode.BAD_TOKEN,
                    "expected an exp at most " + age.age().toSeconds() + " s after iat (parley.token.age), got "
                            + (expires - issued) + " s");
        }
        long until = Math.min(expires, latest);
        User user = new User(SubjectId.of(claims.getIssuer(), subject), name(claims, subject));
        return new VerifiedToken(user, roles.of(claims), OptionalLong.of(until * MS), until * MS, issued * MS, false);
    }

    /// Whether the token is not valid yet; [Tokens] checks its time of issue.
    private static boolean notYetValid(@Nullable NumericDate from, long issued, long now) {
        return from != null && ClockSkew.ahead(from.getValue(), Math.max(issued, now));
    }

    /// The first claim that is a valid name; without any a default name like a guest's, which the user may
    /// change.
    private static String name(JwtClaims claims, String subject) {
        return Stream.of("name", "preferred_username", "nickname", "email")
                .map(claims::getClaimValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(text -> asName(text).stream())
                .findFirst()
                .orElseGet(() -> "Member " + Math.floorMod(subject.hashCode(), 10_000));
    }

    private static Optional<String> asName(String text) {
        try {
            return Optional.of(new Name(text).value());
        } catch (Problem invalid) {
            return Optional.empty();
        }
    }
}
