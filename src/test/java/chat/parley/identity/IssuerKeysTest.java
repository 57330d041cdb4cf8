package chat.parley.identity;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// When keys are fetched from the issuer, and how tokens are handled meanwhile; the test controls issuer and
/// time.
final class IssuerKeysTest {
    private final Vertx vertx = Vertx.vertx();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final List<Promise<List<JsonWebKey>>> questions = new CopyOnWriteArrayList<>();
    private final PublicJsonWebKey old = key("old");
    private final PublicJsonWebKey fresh = key("fresh");
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final IssuerKeys keys =
            new IssuerKeys(vertx, Settings.of(IssuerConfig.class), new IssuerMeters(meters), this::asked, now::get);
    private final IssuerSignature signature = new IssuerSignature(vertx, keys);

    @AfterEach
    void end() {
        result(vertx.close());
    }

    private Future<List<JsonWebKey>> asked() {
        questions.add(Promise.promise());
        return questions.getLast().future();
    }

    private static PublicJsonWebKey key(String id) {
        try {
            PublicJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonWebSignature token(PublicJsonWebKey key) {
        return read(key, key.getKeyId());
    }

    private static JsonWebSignature read(PublicJsonWebKey key, String id) {
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            if (!id.isEmpty()) {
                token.setKeyIdHeaderValue(id);
            }
            token.setPayload("{}");
            token.setKey(key.getPrivateKey());
            return (JsonWebSignature) JsonWebSignature.fromCompactSerialization(token.getCompactSerialization());
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /// The answer to the latest request for keys, once this many have been made.
    private Promise<List<JsonWebKey>> question(int number) {
        Awaitility.await().until(() -> questions.size() == number);
        return questions.getLast();
    }

    private void started(JsonWebKey... known) {
        keys.start();
        questions.getLast().complete(List.of(known));
    }

    private static void good(Future<Void> proof) {
        result(proof);
    }

    private static void bad(Future<Void> proof) {
        assertSame(
                CloseCode.BAD_TOKEN,
                assertThrows(CloseException.class, () -> result(proof)).code());
    }

    private static long unavailable(Future<Void> proof) {
        Problem problem = assertThrows(Problem.class, () -> result(proof));
        assertSame(ProblemCode.UNAVAILABLE, problem.code());
        return problem.after().orElseThrow();
    }

    @Test
    void knownKeyNeedsNoFetch() {
        started(old);
        good(signature.prove(token(old)));
        bad(signature.prove(read(fresh, "old")));
        assertEquals(1, questions.size());
    }

    @Test
    void knownKeyIsVerifiedAtOnceWhileOthersShareOneHangingFetch() {
        started(old);
        List<Future<Void>> junk = IntStream.range(0, 16)
                .mapToObj(_ -> signature.prove(token(key("junk"))))
                .toList();
        assertEquals(2, questions.size());
        good(signature.prove(token(old)));
        assertTrue(junk.stream().noneMatch(Future::isComplete));
        questions.getLast().complete(List.of(old));
        junk.forEach(IssuerKeysTest::bad);
    }

    @Test
    void waitingClientGetsRetryAfterBeforeItsTimeout() {
        long begun = System.nanoTime();
        unavailable(signature.prove(token(old)));
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertTrue(seconds > 1 && seconds < 4, () -> "seconds " + seconds);
        assertEquals(1, questions.size());
    }

    /// Regression: a rotated key and one junk token a minute caused 4501 for legitimate users.
    @Test
    void unverifiableKeyIsUnavailable() {
        started(old);
        Future<Void> junk = signature.prove(token(key("junk")));
        questions.getLast().complete(List.of(old));
        bad(junk);
        passes(Duration.ofSeconds(1));
        long after = unavailable(signature.prove(token(fresh)));
        assertEquals(2, questions.size(), "the issuer is not asked as often as strangers like");
        assertTrue(after <= IssuerKeys.AGAIN.toMillis(), () -> "after " + after);
        passes(Duration.ofMillis(after));
        Future<Void> again = signature.prove(token(fresh));
        questions.getLast().complete(List.of(old, fresh));
        good(again);
        assertEquals(3, questions.size());
    }

    @Test
    void fetchStartedBeforeTheTokenCannotDisproveIt() {
        started(old);
        Future<Void> junk = signature.prove(token(key("junk")));
        passes(Duration.ofMillis(1));
        Future<Void> rotated = signature.prove(token(fresh));
        Future<Void> published = signature.prove(token(old));
        questions.getLast().complete(List.of(old));
        bad(junk);
        unavailable(rotated);
        good(published);
    }

    @Test
    void tokenWithoutAKeyIdIsTriedWithEveryKey() {
        started(old);
        good(signature.prove(read(old, "")));
        Future<Void> other = signature.prove(read(fresh, ""));
        question(2).complete(List.of(old, fresh));
        good(other);
        passes(IssuerKeys.AGAIN);
        Future<Void> junk = signature.prove(read(key("junk"), ""));
        question(3).complete(List.of(old, fresh));
        bad(junk);
    }

    @Test
    void failingIssuerInvalidatesNoToken() {
        keys.start();
        questions.getLast().fail("away");
        assertTrue(unavailable(signature.prove(token(old))) >= 1_000);
        assertEquals(1, questions.size(), "not asked at once again");
        passes(IssuerKeys.AFTER_FAILURE);
        Future<Void> again = signature.prove(token(old));
        questions.getLast().fail("still away");
        unavailable(again);
        assertEquals(
                2, meters.counter("parley.issuer.fetches", "outcome", "failed").count());
    }

    @Test
    void knownKeysExpireAfterTheGracePeriod() {
        started(old);
        IssuerConfig usual = Settings.of(IssuerConfig.class);
        passes(usual.keysAge().plus(usual.keysGrace()));
        good(signature.prove(token(old)));
        passes(Duration.ofSeconds(1));
        Future<Void> later = signature.prove(token(old));
        questions.getLast().fail("away");
        unavailable(later);
    }

    @Test
    void failedFetchIsRetried() {
        keys.start();
        questions.getLast().fail("away");
        question(2).complete(List.of(old));
        good(signature.prove(token(old)));
        assertEquals(1, meters.counter("parley.issuer.fetches", "outcome", "ok").count());
        assertEquals(1, meters.get("parley.issuer.keys").gauge().value());
    }

    @Test
    void largeKeySetIsNotSearchedForEachToken() {
        started(Stream.concat(IntStream.range(0, 16).mapToObj(i -> (JsonWebKey) key("k" + i)), Stream.of(old))
                .toArray(JsonWebKey[]::new));
        Future<Void> seventeenth = signature.prove(read(old, ""));
        question(2).complete(List.of(old));
        good(seventeenth);
    }
}
