package chat.parley.identity;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Signs claims with the pods' secret (RFC 7519, HS256) and verifies them with this or the previous secret,
/// so that a secret can be rotated. Created once, since each `hello` signs a token and often verifies one.
/// Thread-safe.
final class OwnSignature {

    static final String ISSUER = "parley";

    private final HmacKey key;
    private final List<JwtConsumer> consumers;

    /// @param secret signs and verifies
    /// @param previous verifies only
    OwnSignature(String secret, Optional<String> previous) {
        key = key(secret);
        consumers = Stream.concat(Stream.of(key), previous.map(OwnSignature::key).stream())
                .map(OwnSignature::consumer)
                .toList();
    }

    private static HmacKey key(String secret) {
        return new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static JwtConsumer consumer(HmacKey key) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedIssuer(ISSUER)
                .setSkipDefaultAudienceValidation()
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                // The caller checks the expiry by the store's clock; the library uses this machine's.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .registerValidator((ErrorCodeValidator) OwnSignature::kind)
                .build();
    }

    private static ErrorCodeValidator.@Nullable Error kind(JwtContext read) {
        return TokenKind.letsIn(read.getJoseObjects().getFirst(), read.getJwtClaims())
                ? null
                : new ErrorCodeValidator.Error(ErrorCodes.TYPE_INVALID, "expected an access token");
    }

    String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setHeader("typ", "JWT");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }

    /// The claims of a token signed with either secret; does not check its expiry.
    JwtClaims proven(String token) throws InvalidJwtException {
        for (JwtConsumer consumer : consumers.subList(0, consumers.size() - 1)) {
            try {
                return consumer.processToClaims(token);
            } catch (InvalidJwtException invalid) {
                if (!invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
                    throw invalid;
                }
            }
        }
        return consumers.getLast().processToClaims(token);
    }
}
