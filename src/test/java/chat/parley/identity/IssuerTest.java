package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import chat.parley.kit.Settings;
import chat.parley.kit.TeamIssuer;
import chat.parley.protocol.CloseException;
import chat.parley.store.StoreClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a token of the team's issuer has to contain.
final class IssuerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TeamIssuer TEAM = new TeamIssuer();

    private final Issuer issuer = issuer(TEAM.settings());

    private static Issuer issuer(String... settings) {
        return new Issuer(
                VERTX,
                new StoreClock(),
                Settings.of(IssuerConfig.class, settings),
                Settings.of(TokenConfig.class),
                new IssuerMeters(new SimpleMeterRegistry()));
    }

    @AfterAll
    static void end() {
        TEAM.close();
        result(VERTX.close());
    }

    private int refused(String token) {
        return assertThrows(CloseException.class, () -> result(issuer.verify(token)))
                .code()
                .code();
    }

    @Test
    void validTokenYieldsUserAndRoles() {
        VerifiedToken ada = result(issuer.verify(TEAM.token("ada", "admin", "broadcast")));
        assertEquals(SubjectId.of(TEAM.name(), "ada"), ada.user().id());
        assertEquals("Ada of the team", ada.user().name());
        assertEquals(Set.of("admin", "broadcast"), ada.roles());
        assertEquals(ada.ends(), ada.until().orElseThrow());
        result(issuer.verify(TEAM.ecToken("ada")));
        result(issuer.verify(TEAM.tokenWithoutAKeyId("ada")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
    void accessTokenTypeIsAccepted(String type) {
        result(issuer.verify(TEAM.tokenOfType("ada", type)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logout+jwt", "secevent+jwt", "dpop+jwt", "token-introspection+jwt", "JWS", ""})
    void otherTokenTypeIsRefused(String type) {
        assertEquals(4501, refused(TEAM.tokenOfType("ada", type)));
    }

    /// OpenID Connect Back-Channel Logout 1.0 section 2.4: whatever type it claims to be.
    @Test
    void logoutTokenIsRefused() {
        assertEquals(
                4501,
                refused(TEAM.tokenWith(
                        "ada", "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))));
    }

    @Test
    void tokenForAnotherAudienceIsRefused() {
        assertEquals(4501, refused(TEAM.tokenWith("ada", "aud", "payroll")));
        assertEquals(4501, refused(TEAM.tokenWith("ada", "aud", List.of())));
        result(issuer.verify(TEAM.tokenWith("ada", "aud", List.of("payroll", TeamIssuer.AUDIENCE))));
    }

    /// The startup check refuses it; if that were ever bypassed, nobody gets in.
    @Test
    void everyTokenIsRefusedWithoutAConfiguredAudience() {
        Issuer careless = issuer("parley.issuer.name=" + TEAM.name(), "parley.issuer.keys=" + TEAM.keys());
        assertThrows(CloseException.class, () -> result(careless.verify(TEAM.token("ada"))));
    }

    @Test
    void invalidTokenTriggersNoKeyFetch() {
        int before = TEAM.questions();
        assertEquals(4501, refused(TEAM.tokenWith("ada", "iss", "https://elsewhere.example")));
        assertEquals(4501, refused(TEAM.unsigned("ada")));
        assertEquals(4501, refused("not.a.token"));
        assertEquals(4401, refused(TEAM.tokenWith("ada", "iat", 1_000, "exp", 2_000)));
        assertEquals(before, TEAM.questions());
    }

    @Test
    void forgedTokenIsRefused() {
        assertEquals(4501, refused(TEAM.forged("ada")));
    }

    @Test
    void tokenWithAnUnknownKeyIsRefused() {
        assertEquals(4501, refused(TEAM.junk("ada")));
    }
}
