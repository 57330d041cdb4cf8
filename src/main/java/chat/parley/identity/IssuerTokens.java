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

/// What tokens of the issuer say, and whether that will do: all but the signature.
final class IssuerTokens {

    private static final AlgorithmConstraints ALGORITHMS = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    private static final long MS = 1_000;

    /// @param signed whose signature nobody has looked at yet
    /// @param proven what the token proves when that is good, and nothing otherwise
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
                // The store's clock decides, below; the library knows this machine's only.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .build();
    }

    /// Fails with the ending 4501 for what will not do, whoever signed it, and with 4401 for what is over.
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
            // Fails for one that is not among them.
            signed.getAlgorithm();
            if (!TokenKind.letsIn(signed, read.getJwtClaims())) {
                throw Issuer.bad();
            }
            return new Claim(signed, proven(read.getJwtClaims(), nowMillis / MS));
        } catch (CloseException ending) {
            throw ending;
        } catch (JoseException | InvalidJwtException | MalformedClaimException | RuntimeException notOne) {
            throw Issuer.bad();
        }
    }

    private VerifiedToken proven(JwtClaims claims, long now) throws MalformedClaimException {
        long issued = claims.getIssuedAt().getValue();
        String subject = claims.getSubject();
        if (subject.isBlank() || early(claims.getNotBefore(), issued, now)) {
            throw Issuer.bad();
        }
        long expires = claims.getExpirationTime().getValue();
        if (expires <= now) {
            throw new CloseException(CloseCode.TOKEN_EXPIRED, CloseCode.TOKEN_EXPIRED.reason());
        }
        // No revocation is kept for longer than a token of ours could last, so no other lasts longer either.
        long until = Math.min(expires, issued + age.age().toSeconds());
        User user = new User(SubjectId.of(claims.getIssuer(), subject), name(claims, subject));
        return new VerifiedToken(user, roles.of(claims), OptionalLong.of(until * MS), until * MS, issued * MS);
    }

    /// One that was made to be good later. When it was made is looked at with its signature.
    private static boolean early(@Nullable NumericDate from, long issued, long now) {
        return from != null && ClockSkew.ahead(from.getValue(), Math.max(issued, now));
    }

    /// The first that is a name here; without any they are called as a guest would be, and may rename themselves.
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
        } catch (Problem notOne) {
            return Optional.empty();
        }
    }
}
