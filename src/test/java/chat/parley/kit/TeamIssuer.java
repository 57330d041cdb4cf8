package chat.parley.kit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/// An issuer of tokens such as teams have: keys of its own, published as a JWKS over HTTP. It can be made to
/// accept requests and answer none of them.
public final class TeamIssuer implements AutoCloseable {
    public static final String AUDIENCE = "parley";

    private static final int RSA_BITS = 2_048;

    private final List<JsonWebKey> published = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final AtomicInteger questions = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private final PublicJsonWebKey rsa = rsa("rsa-1");
    private final PublicJsonWebKey ec = ec("ec-1");
    private volatile PublicJsonWebKey newest = ec;

    public TeamIssuer() {
        published.addAll(List.of(rsa, ec));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/keys", exchange -> {
            questions.incrementAndGet();
            await(answering);
            byte[] keys = new JsonWebKeySet(published)
                    .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    public String name() {
        return "https://login.example.com";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Accepts requests from now on, and answers none.
    public void hangs() {
        answering = new CountDownLatch(1);
    }

    /// Answers again, including pending requests.
    public void answers() {
        answering.countDown();
    }

    /// How often its keys were requested.
    public int questions() {
        return questions.get();
    }

    /// The URL of its keys.
    public URI keys() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    /// A pod's settings for it.
    public String[] settings(String... others) {
        return Stream.concat(
                        Stream.of(
                                "parley.issuer.name=" + name(),
                                "parley.issuer.keys=" + keys(),
                                "parley.issuer.audience=" + AUDIENCE,
                                "parley.issuer.roles=realm_access/roles"),
                        Stream.of(others))
                .toArray(String[]::new);
    }

    /// The claims of a valid token for an hour.
    public Map<String, Object> claims(String subject, String... roles) {
        long now = System.currentTimeMillis() / 1_000;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", name());
        claims.put("aud", AUDIENCE);
        claims.put("sub", subject);
        claims.put("name", "Ada of the team");
        claims.put("iat", now);
        claims.put("exp", now + 3_600);
        claims.put("realm_access", Map.of("roles", List.of(roles)));
        return claims;
    }

    public String token(String subject, String... roles) {
        return signed(claims(subject, roles), rsa);
    }

    public String ecToken(String subject) {
        return signed(claims(subject), ec);
    }

    /// A token with these claims replaced: names and values alternating.
    public String tokenWith(String subject, Object... claims) {
        Map<String, Object> changed = claims(subject);
        changed.putAll(Frame.map(claims));
        return signed(changed, rsa);
    }

    /// A token signed with a key that is not the issuer's, under the id of one that is.
    public String forged(String subject) {
        return signed(claims(subject), rsa("rsa-1"));
    }

    /// Signed as if the public key, which everybody knows, were a secret.
    public String signedWithThePublicKey(String subject) {
        JsonWebSignature token = unsigned(claims(subject), "rsa-1");
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        token.setKey(new HmacKey(rsa.getPublicKey().getEncoded()));
        return text(token);
    }

    /// Signed with an unpublished key, under a key id that never existed.
    public String junk(String subject) {
        return signed(claims(subject), ec("junk-" + unknown.incrementAndGet()));
    }

    /// Valid, except for the type in its header.
    public String tokenOfType(String subject, String type) {
        JsonWebSignature token = unsigned(claims(subject), rsa.getKeyId());
        token.setHeader("typ", type);
        return signed(token, rsa);
    }

    /// Valid, but does not say which key signed it.
    public String tokenWithoutAKeyId(String subject) {
        JsonWebSignature token = unsigned(claims(subject), rsa.getKeyId());
        token.getHeaders().setObjectHeaderValue("kid", null);
        return signed(token, rsa);
    }

    /// Publishes a new key that replaces all others; these sign nothing any more.
    public void turnsOver() {
        PublicJsonWebKey fresh = ec("ec-" + unknown.incrementAndGet() + "-fresh");
        published.clear();
        published.add(fresh);
        newest = fresh;
    }

    /// These claims, signed with the newest key.
    String signedWithTheNewestKey(Map<String, Object> claims) {
        return signed(claims, newest);
    }

    /// Signed with the newest key.
    public String newestToken(String subject, String... roles) {
        return signed(claims(subject, roles), newest);
    }

    /// Not signed at all.
    public String unsigned(String subject) {
        JsonWebSignature token = unsigned(claims(subject), "rsa-1");
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        token.setAlgorithmConstraints(AlgorithmConstraints.ALLOW_ONLY_NONE);
        return text(token);
    }

    /// Publishes a new key and signs with it.
    public String tokenOfANewKey(String subject) {
        PublicJsonWebKey fresh = rsa("rsa-2");
        published.add(fresh);
        return signed(claims(subject), fresh);
    }

    private static String signed(Map<String, Object> claims, PublicJsonWebKey key) {
        return signed(unsigned(claims, key.getKeyId()), key);
    }

    private static String signed(JsonWebSignature token, PublicJsonWebKey key) {
        token.setAlgorithmHeaderValue(key.getAlgorithm());
        token.setKey(key.getPrivateKey());
        return text(token);
    }

    private static JsonWebSignature unsigned(Map<String, Object> claims, String keyId) {
        JsonWebSignature token = new JsonWebSignature();
        List<Object> members = new ArrayList<>();
        claims.forEach((name, value) -> members.addAll(List.of(name, value)));
        token.setPayload(Frame.of(members.toArray()));
        token.setKeyIdHeaderValue(keyId);
        return token;
    }

    private static String text(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey rsa(String id) {
        try {
            return named(RsaJwkGenerator.generateJwk(RSA_BITS), id, AlgorithmIdentifiers.RSA_USING_SHA256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey ec(String id) {
        try {
            return named(
                    EcJwkGenerator.generateJwk(EllipticCurves.P256),
                    id,
                    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String id, String algorithm) {
        key.setKeyId(id);
        key.setAlgorithm(algorithm);
        return key;
    }

    @Override
    public void close() {
        answers();
        server.stop(0);
    }
}
