package chat.parley.identity;

import java.nio.charset.StandardCharsets;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// Signs claims with the pods' secret and proves that they were (RFC 7519, HS256). Made once for a secret, since each
/// `hello` signs one token and often proves one. Thread-safe.
final class OwnSignature {

    static final String ISSUER = "parley";

    private final HmacKey key;
    private final JwtConsumer consumer;

    OwnSignature(String secret) {
        key = new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
        consumer = new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedIssuer(ISSUER)
                .setSkipDefaultAudienceValidation()
                .setRequireSubject()
                .setRequireIssuedAt()
                .setRequireExpirationTime()
                // The store's clock decides whether it is over; the library knows this machine's only.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .build();
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

    /// What a token says that was signed here; whether it is over is not looked at.
    JwtClaims proven(String token) throws InvalidJwtException {
        return consumer.processToClaims(token);
    }
}
