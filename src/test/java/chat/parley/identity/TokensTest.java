package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.kit.TeamIssuer;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.StoreClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Command;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens over their lifetime, with a clock that the test moves.
final class TokensTest {
    private static final String SECRET = "a secret of the pods, with more than 32 bytes";
    private static final String BEFORE = "the secret before it, which is as long as that";
    private static final Duration AGE = Duration.ofDays(30);
    private static final long SKEW = 60;
    private static final String ADA = "2ytp3aew466lxd6sxdpk";
    private static final String GRACE = "zzyluhodhnwvnansznah";

    private static final OwnRedis REDIS = new OwnRedis();
    private static final Store STORE = new Store(REDIS.address());
    private static final TeamIssuer TEAM = new TeamIssuer();

    private final StoreClock clock = new StoreClock();
    private final OwnSignature signature = new OwnSignature(SECRET, Optional.empty());
    private final Tokens tokens = tokens("30d");

    private Tokens tokens(String age, String... more) {
        TokenConfig config = Settings.of(
                TokenConfig.class,
                Stream.concat(Stream.of("parley.token.secret=" + SECRET, "parley.token.age=" + age), Stream.of(more))
                        .toArray(String[]::new));
        return new Tokens(
                new TokenSecret(STORE.store(), config),
                config,
                clock,
                new Issuer(
                        STORE.vertx(),
                        clock,
                        Settings.of(IssuerConfig.class, TEAM.settings()),
                        config,
                        new IssuerMeters(new SimpleMeterRegistry())),
                revocations(config),
                keys());
    }

    private Keys keys() {
        RedisKeys records = new RedisKeys(STORE.store());
        RedisUsers users =
                new RedisUsers(STORE.store(), new RedisQuota(STORE.store()), Settings.of(LimitsConfig.class));
        return new Keys(
                records,
                new KeyLookups(STORE.vertx(), records),
                new KeyUse(STORE.vertx(), records),
                new AdminKey(Optional.empty()),
                users,
                clock);
    }

    private static RedisRevocations revocations(TokenConfig config) {
        return new RedisRevocations(
                STORE.store(),
                config,
                RedisScript.of("travelled-clock.lua", "lib/latest-time.lua", "revoke.lua"),
                RedisScript.of("travelled-clock.lua", "lib/latest-time.lua", "revoked.lua"));
    }

    private static RedisRevocations revocations(String age) {
        return revocations(Settings.of(TokenConfig.class, "parley.token.age=" + age));
    }

    @BeforeEach
    void now() {
        STORE.asks(Command.FLUSHALL);
        travels(Duration.ZERO);
    }

    @AfterAll
    static void end() {
        TEAM.close();
        STORE.close();
        REDIS.close();
    }

    private void travels(Duration since) {
        STORE.asks(Command.SET, "parley:test:clock", since.toMillis());
        clock.update(System.currentTimeMillis() + since.toMillis(), System.nanoTime());
    }

    private long seconds() {
        return clock.millis() / 1_000;
    }

    /// A valid token for an hour, with one change.
    private String token(Consumer<JwtClaims> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("parley");
        claims.setSubject(ADA);
        claims.setClaim("name", "Ada");
        claims.setIssuedAt(NumericDate.fromSeconds(seconds()));
        claims.setExpirationTime(NumericDate.fromSeconds(seconds() + 3_600));
        change.accept(claims);
        return signature.sign(claims);
    }

    private String guest(String id) {
        return result(tokens.issue(VerifiedToken.guest(new User(id, "Ada"), clock.millis())));
    }

    private VerifiedToken verified(String token) {
        return result(tokens.verify(token));
    }

    private int refused(String token) {
        return assertThrows(CloseException.class, () -> verified(token)).code().code();
    }

    private static JwtClaims said(OwnSignature by, String token) throws Exception {
        return by.proven(token);
    }

    @Test
    void renewedGuestTokenLastsForTheFullAge() throws Exception {
        String first = guest(ADA);
        travels(AGE.minusMinutes(1));
        String second = result(tokens.issue(verified(first)));
        long end = said(signature, second).getExpirationTime().getValue();
        assertTrue(Math.abs(end - seconds() - AGE.toSeconds()) <= 2, "ends at " + end);
        travels(AGE.plusDays(20));
        assertEquals(4501, refused(first));
        assertEquals(ADA, verified(second).user().id());
    }

    /// Regression: five seconds of `admin` became thirty days.
    @Test
    void tokenWithRolesIsNotRenewedBeyondItsExpiry() throws Exception {
        long ends = seconds() + 5;
        String first = token(claims -> {
            claims.setStringListClaim("roles", List.of("admin"));
            claims.setExpirationTime(NumericDate.fromSeconds(ends));
        });
        String second = result(tokens.issue(verified(first)));
        String third = result(tokens.issue(verified(second)));
        for (String renewed : List.of(second, third)) {
            assertEquals(ends, said(signature, renewed).getExpirationTime().getValue());
            assertEquals(List.of("admin"), said(signature, renewed).getStringListClaimValue("roles"));
        }
        travels(Duration.ofSeconds(6));
        assertEquals(4501, refused(third));
    }

    @Test
    void issuerTokenIsNotRenewedBeyondItsExpiry() throws Exception {
        long ends = seconds() + 600;
        String first = result(tokens.issue(verified(TEAM.tokenWith("ada", "exp", ends))));
        assertEquals(ends, said(signature, first).getExpirationTime().getValue());
        travels(Duration.ofMinutes(9));
        String second = result(tokens.issue(verified(first)));
        assertEquals(ends, said(signature, second).getExpirationTime().getValue());
        travels(Duration.ofMinutes(11));
        assertEquals(4401, refused(second));
    }

    @Test
    void issuerTokenThatOutlastsTheAgeIsRefused() {
        long issued = seconds();
        long most = issued + AGE.toSeconds() + SKEW;
        assertEquals(4501, refused(TEAM.tokenWith("ada", "iat", issued, "exp", most + 5)));
        String longest = TEAM.tokenWith("ada", "iat", issued, "exp", most - 5);
        assertEquals(
                (issued + AGE.toSeconds()) * 1_000, verified(longest).until().orElseThrow());
        travels(AGE.plusSeconds(1));
        assertEquals(4401, refused(longest));
    }

    /// Issued before the revocation by a clock that is ahead, so that it seems to be issued after it.
    @Test
    void tokenOfAClockThatIsAheadDoesNotOutliveItsRevocation() {
        String theirs = TEAM.tokenWith("ada", "iat", seconds() + SKEW - 5);
        String backends = token(claims -> claims.setIssuedAt(NumericDate.fromSeconds(seconds() + SKEW - 5)));
        User ada = verified(theirs).user();
        verified(backends);
        result(revocations("30d").revoke(ADA));
        result(revocations("30d").revoke(ada.id()));
        assertEquals(4501, refused(backends));
        assertEquals(4401, refused(theirs), "the issuer may make another");
        travels(Duration.ofSeconds(2));
        verified(guest(ADA));
        assertEquals(4501, refused(backends));
        assertEquals(4401, refused(theirs));
        travels(Duration.ofSeconds(SKEW + 5));
        assertEquals(4401, refused(theirs), "for ever");
        verified(TEAM.tokenWith("ada", "iat", seconds()));
        verified(token(_ -> {}));
    }

    /// Regression: the token became valid again when another user was revoked later than `parley.token.age`.
    @Test
    void revocationHoldsWhoeverElseIsRevoked() {
        long issued = seconds();
        String longest = TEAM.tokenWith("ada", "iat", issued, "exp", issued + AGE.toSeconds());
        String ours = guest(ADA);
        String theirs = verified(longest).user().id();
        travels(Duration.ofSeconds(2));
        result(revocations("30d").revoke(ADA));
        result(revocations("30d").revoke(theirs));
        for (Duration later : List.of(Duration.ofSeconds(3), AGE.minusMinutes(1))) {
            travels(later);
            result(revocations("30d").revoke(GRACE));
            assertEquals(4501, refused(ours), () -> "ours after " + later);
            assertEquals(4501, refused(longest), () -> "theirs after " + later);
        }
        for (Duration later : List.of(AGE.plusSeconds(SKEW), AGE.plusMinutes(2), AGE.plusDays(1))) {
            travels(later);
            result(revocations("30d").revoke(GRACE));
            assertEquals(4501, refused(ours), () -> "ours after " + later);
            assertEquals(4401, refused(longest), () -> "theirs is over after " + later);
        }
    }

    @Test
    void longLivedTokenDoesNotOutliveItsRevocation() {
        String eternal = token(claims -> claims.setExpirationTime(
                NumericDate.fromSeconds(seconds() + AGE.multipliedBy(100).toSeconds())));
        result(revocations("30d").revoke(ADA));
        travels(AGE.plusDays(1));
        result(revocations("30d").revoke(GRACE));
        assertEquals(4501, refused(eternal));
    }

    @Test
    void temporarilyShorterAgeRestoresNoRevokedToken() {
        String ours = guest(ADA);
        travels(Duration.ofSeconds(2));
        result(revocations("30d").revoke(ADA));
        travels(Duration.ofDays(2));
        result(revocations("1d").revoke(GRACE));
        assertEquals(4501, refused(ours));
        travels(AGE.plusDays(1));
        result(revocations("1d").revoke(GRACE));
        assertEquals("1", STORE.text(Command.ZCARD, "parley:revoked"), "whoever no token is left for is forgotten");
    }

    @Test
    void tokenIssuedInTheFutureIsRefused() {
        assertEquals(4501, refused(token(claims -> claims.setIssuedAt(NumericDate.fromSeconds(seconds() + SKEW + 5)))));
        verified(token(claims -> claims.setIssuedAt(NumericDate.fromSeconds(seconds() + SKEW - 5))));
        assertEquals(4501, refused(TEAM.tokenWith("ada", "iat", seconds() + SKEW + 5)));
        verified(TEAM.tokenWith("ada", "iat", seconds() + SKEW - 5));
    }

    /// Otherwise everybody who connected recently would be rejected for the length of the step.
    @Test
    void tokensSurviveAStepBackOfTheStoresClock() {
        travels(Duration.ofHours(1));
        String ada = guest(ADA);
        String grace = guest(GRACE);
        result(revocations("30d").since(0));
        travels(Duration.ZERO);
        assertEquals(ADA, verified(ada).user().id());
        result(revocations("30d").revoke(ADA));
        assertEquals(4501, refused(ada), "void as well");
        assertEquals(GRACE, verified(grace).user().id());
        assertEquals(
                1, result(revocations("30d").since(clock.millis())).size(), "pods that look for the latest are told");
        assertEquals(
                4501, refused(token(claims -> claims.setIssuedAt(NumericDate.fromSeconds(seconds() + 3_600 + 120)))));
    }

    @Test
    void clockErrorOfYearsLeavesNoTrace() {
        travels(Duration.ofDays(10_000));
        result(revocations("30d").since(0));
        String bogus = guest(ADA);
        travels(Duration.ZERO);
        assertEquals(4501, refused(bogus));
        result(revocations("30d").revoke(ADA));
        travels(Duration.ofSeconds(2));
        assertEquals(ADA, verified(guest(ADA)).user().id(), "what is made after a revocation is good");
    }

    @Test
    void tokensSurviveAChangeOfTheAge() {
        Tokens longer = tokens("60d");
        String made = result(longer.issue(VerifiedToken.guest(new User(ADA, "Ada"), clock.millis())));
        assertEquals(ADA, verified(made).user().id(), "on pods that do not know of the longer age yet");
        travels(AGE.plusMinutes(5));
        assertEquals(ADA, result(longer.verify(made)).user().id());
        assertEquals(4501, refused(made), "a shorter age ends it sooner");
    }

    @Test
    void tokensAreAcceptedBeforeThePodKnowsTheTime() {
        String ada = guest(ADA);
        clock.update(System.currentTimeMillis() - Duration.ofHours(1).toMillis(), System.nanoTime());
        assertEquals(ADA, verified(ada).user().id());
    }

    @Test
    void tokenThatOutlastsTheAgeIsRefused() {
        long age = AGE.toSeconds();
        assertEquals(
                4501,
                refused(token(
                        claims -> claims.setExpirationTime(NumericDate.fromSeconds(seconds() + age + SKEW + 5)))));
        verified(token(claims -> claims.setExpirationTime(NumericDate.fromSeconds(seconds() + age + SKEW - 5))));
        assertEquals(4501, refused(token(claims -> {
            claims.setIssuedAt(NumericDate.fromSeconds(Long.MIN_VALUE / 1_000));
            claims.setExpirationTime(NumericDate.fromSeconds(Long.MAX_VALUE));
        })));
    }

    @Test
    void tokenWithoutANameIsRefused() {
        assertEquals(4501, refused(token(claims -> claims.unsetClaim("name"))));
        assertEquals(4501, refused(token(claims -> claims.setClaim("name", List.of("Ada")))));
        assertEquals(4501, refused(token(claims -> claims.setClaim("name", " "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "eyJhbGciOiJSUzI1NiJ9.e30.", "ä.ö.ü"})
    void malformedTokenIsRefused(String text) {
        assertEquals(4501, refused(text));
    }

    @Test
    void tokensOfThePreviousSecretAreAccepted() throws Exception {
        OwnSignature old = new OwnSignature(BEFORE, Optional.empty());
        String before = old.sign(said(signature, guest(ADA)));
        assertEquals(4501, refused(before));
        Tokens turned = tokens("30d", "parley.token.secret-previous=" + BEFORE);
        VerifiedToken ada = result(turned.verify(before));
        assertEquals(ADA, ada.user().id());
        assertEquals(
                ADA, verified(result(turned.issue(ada))).user().id(), "what is renewed is signed with the new one");
    }
}
