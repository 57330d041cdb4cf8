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

/// Signs claims with the pods' secret and proves that they were (RFC 7519, HS256), with that or with the one before,
/// so that a secret can be turned over. Made once, since each `hello` signs one token and often proves one.
/// Thread-safe.
final class OwnSignature {

    static final String ISSUER = "parley";

    private final HmacKey key;
    private final List<JwtConsumer> consumers;

    /// @param secret signs and proves
    /// @param previous proves only
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
                // The store's clock decides whether it is over; the library knows this machine's only.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .registerValidator((ErrorCodeValidator) OwnSignature::kind)
                .build();
    }

    private static ErrorCodeValidator.@Nullable Error kind(JwtContext read) {
        return TokenKind.letsIn(read.getJoseObjects().getFirst(), read.getJwtClaims())
                ? null
                : new ErrorCodeValidator.Error(ErrorCodes.TYPE_INVALID, "expected a token that lets somebody in");
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
            throw new IllegalStateException("a token could not be signed", e);
        }
    }

    /// What a token says that was signed with one of the secrets; whether it is over is not looked at.
    JwtClaims proven(String token) throws InvalidJwtException {
        for (JwtConsumer consumer : consumers.subList(0, consumers.size() - 1)) {
            try {
                return consumer.processToClaims(token);
            } catch (InvalidJwtException notThisSecret) {
                if (!notThisSecret.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
                    throw notThisSecret;
                }
            }
        }
        return consumers.getLast().processToClaims(token);
    }
}
