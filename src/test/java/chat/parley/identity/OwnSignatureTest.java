package chat.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.kit.SignedToken;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnSignatureTest {
    private final OwnSignature own = new OwnSignature("a secret of the pods, with more than 32 bytes");

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
    void whatWasSignedIsProvenHoweverLongAgo() throws Exception {
        JwtClaims proven = own.proven(own.sign(claims()));
        assertEquals("2ytp3aew466lxd6sxdpk", proven.getSubject());
        assertEquals(2_000, proven.getExpirationTime().getValue());
    }

    @Test
    void anotherSecretProvesNothing() {
        refused(new OwnSignature("another secret, as long as the first one is").sign(claims()));
        refused(SignedToken.of("2ytp3aew466lxd6sxdpk", "Eve", "broadcast"));
    }

    @Test
    void aChangedWordIsSeen() {
        String[] parts = own.sign(claims()).split("\\.", -1);
        JwtClaims other = claims();
        other.setSubject("zzyluhodhnwvnansznah");
        String[] others = own.sign(other).split("\\.", -1);
        refused(parts[0] + "." + others[1] + "." + parts[2]);
        refused(parts[0] + "." + parts[1] + ".");
    }

    /// RFC 8725 section 3.1: the algorithm is the verifier's choice.
    @Test
    void withoutASignatureNothingIsProven() throws JoseException {
        JsonWebSignature none = new JsonWebSignature();
        none.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        none.setAlgorithmHeaderValue("none");
        none.setPayload(claims().toJson());
        refused(none.getCompactSerialization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "iat", "exp"})
    void eachClaimIsNeeded(String missing) {
        refused(signedBut(claims -> claims.unsetClaim(missing)));
    }

    @Test
    void anotherIssuersClaimsAreNotOurs() {
        refused(signedBut(claims -> claims.setIssuer("https://login.example.com")));
    }

    /// Whoever shares the secret may make tokens with more in them.
    @Test
    void anAudienceIsPassedOver() throws Exception {
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
