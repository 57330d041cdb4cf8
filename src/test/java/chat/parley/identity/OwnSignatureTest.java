package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.kit.SignedToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnSignatureTest {
    private static final String SECRET = "a secret of the pods, with more than 32 bytes";
    private static final String OTHER = "another secret, as long as the first one is";

    private final OwnSignature own = new OwnSignature(SECRET, Optional.empty());

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("parley");
        claims.setSubject("2ytp3aew466lxd6sxdpk");
        claims.setIssuedAt(NumericDate.fromSeconds(1_000));
        claims.setExpirationTime(NumericDate.fromSeconds(2_000));
        return claims;
    }

    private void refused(String token) {
        assertThrows(InvalidJwtException.class, () -> own.proven(token));
    }

    @Test
    void signedTokenIsVerifiedAtAnyAge() throws Exception {
        JwtClaims proven = own.proven(own.sign(claims()));
        assertEquals("2ytp3aew466lxd6sxdpk", proven.getSubject());
        assertEquals(2_000, proven.getExpirationTime().getValue());
    }

    @Test
    void tokenSignedWithAnotherSecretIsRefused() {
        refused(new OwnSignature(OTHER, Optional.empty()).sign(claims()));
        refused(SignedToken.of("2ytp3aew466lxd6sxdpk", "Eve", "broadcast"));
    }

    @Test
    void secretIsRotatedInTwoSteps() throws Exception {
        OwnSignature prepared = new OwnSignature(SECRET, Optional.of(OTHER));
        OwnSignature turned = new OwnSignature(OTHER, Optional.of(SECRET));
        for (String token : List.of(own.sign(claims()), prepared.sign(claims()), turned.sign(claims()))) {
            assertEquals("2ytp3aew466lxd6sxdpk", prepared.proven(token).getSubject());
            assertEquals("2ytp3aew466lxd6sxdpk", turned.proven(token).getSubject());
        }
        own.proven(prepared.sign(claims()));
        refused(turned.sign(claims()));
        OwnSignature third = new OwnSignature("a third secret, which nobody else has here", Optional.empty());
        assertThrows(InvalidJwtException.class, () -> turned.proven(third.sign(claims())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "JOSE"})
    void otherTokenTypeIsRefused(String type) {
        refused(typed(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "application/at+jwt"})
    void accessTokenTypeIsAccepted(String type) throws Exception {
        assertEquals("2ytp3aew466lxd6sxdpk", own.proven(typed(type)).getSubject());
    }

    @Test
    void tokenWithAnEventsClaimIsRefused() {
        refused(signedBut(claims ->
                claims.setClaim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))));
    }

    private static String typed(String type) {
        JsonWebSignature token = new JsonWebSignature();
        token.setHeader("typ", type);
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
        token.setPayload(claims().toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tamperedTokenIsRefused() {
        String[] parts = own.sign(claims()).split("\\.", -1);
        JwtClaims other = claims();
        other.setSubject("zzyluhodhnwvnansznah");
        String[] others = own.sign(other).split("\\.", -1);
        refused(parts[0] + "." + others[1] + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
    }

    /// RFC 8725 section 3.1: the algorithm is the verifier's choice.
    @Test
    void unsignedTokenIsRefused() throws JoseException {
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        none.setPayload(claims().toJson());
        refused(none.getCompactSerialization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "iat", "exp"})
    void everyClaimIsRequired(String missing) {
        refused(signedBut(claims -> claims.unsetClaim(missing)));
    }

    @Test
    void claimsOfAnotherIssuerAreRefused() {
        refused(signedBut(claims -> claims.setIssuer("https://login.example.com")));
    }

    /// A backend that shares the secret may make tokens with more claims.
    @Test
    void audienceIsIgnored() throws Exception {
        assertEquals(
                "2ytp3aew466lxd6sxdpk",
                own.proven(signedBut(claims -> claims.setAudience("chat"))).getSubject());
    }

    private String signedBut(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return own.sign(claims);
    }
}
