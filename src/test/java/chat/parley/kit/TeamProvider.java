package chat.parley.kit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A team's issuer as an OpenID provider with a page of its own to sign in on, where whoever asks is believed: just
/// enough of OpenID Connect Core, Discovery and RP-Initiated Logout 1.0, with PKCE, for a public client. It says what
/// it was asked, and can be away, end sessions, and sign with new keys.
public final class TeamProvider implements AutoCloseable {
    public static final String CLIENT = "the-page";

    private static final String SESSION = "team-session";

    /// What a code or a refresh token stands for.
    private record Grant(String subject, String nonce, String challenge, String back) {}

    private final TeamIssuer issuer = new TeamIssuer();
    private final HttpServer server;
    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final Map<String, Grant> refreshTokens = new ConcurrentHashMap<>();
    private final Set<String> over = ConcurrentHashMap.newKeySet();
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<String, List<String>> roles = new ConcurrentHashMap<>();
    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final List<String> farewells = new CopyOnWriteArrayList<>();
    private final AtomicInteger refreshes = new AtomicInteger();
    private volatile int lasts = 300;
    private volatile int ahead;
    private volatile boolean away;

    public TeamProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// Its identifier.
    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/team";
    }

    /// A pod's settings for it.
    public String[] settings(String... others) {
        return Stream.concat(
                        Stream.of(issuer.settings(
                                "parley.issuer.client-id=" + CLIENT, "parley.issuer.scopes=openid profile")),
                        Stream.of(others))
                .map(setting -> setting.startsWith("parley.issuer.name=") ? "parley.issuer.name=" + name() : setting)
                .toArray(String[]::new);
    }

    /// How long its tokens last from now on.
    public void tokensLast(int seconds) {
        lasts = seconds;
    }

    /// The name in its tokens from now on.
    public void calls(String subject, String name) {
        names.put(subject, name);
    }

    /// Gives a user these roles from now on.
    public void gives(String subject, String... some) {
        roles.put(subject, List.of(some));
    }

    /// Its clock is ahead of everybody's from now on; behind, if negative.
    public void clockIsAhead(int seconds) {
        ahead = seconds;
    }

    /// Answers nobody, until it is [#back].
    public void goesAway() {
        away = true;
    }

    public void back() {
        away = false;
    }

    /// Ends a person's session: no token is refreshed any more, and they have to sign in again.
    public void ends(String subject) {
        over.add(subject);
        refreshTokens.values().removeIf(grant -> grant.subject().equals(subject));
    }

    /// Signs with a new key only.
    public void turnsOver() {
        issuer.turnsOver();
    }

    /// How often tokens were refreshed.
    public int refreshes() {
        return refreshes.get();
    }

    /// All addresses that were requested, with their queries.
    public List<String> addresses() {
        return List.copyOf(addresses);
    }

    /// The ID tokens with which sessions were ended.
    public List<String> farewells() {
        return List.copyOf(farewells);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (away) {
                return;
            }
            addresses.add(exchange.getRequestURI().toString());
            exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
            switch (exchange.getRequestURI().getPath()) {
                case "/team/.well-known/openid-configuration" -> send(exchange, 200, "application/json", discovery());
                case "/team/authorize" -> authorize(exchange, query);
                case "/team/login" -> login(exchange, query);
                case "/team/token" -> token(exchange, fields(body(exchange)));
                case "/team/logout" -> logout(exchange, fields(body(exchange)));
                default -> send(exchange, 404, "text/plain", "");
            }
        }
    }

    private String discovery() {
        return Frame.of(
                "issuer", name(),
                "authorization_endpoint", name() + "/authorize",
                "token_endpoint", name() + "/token",
                "end_session_endpoint", name() + "/logout",
                "jwks_uri", issuer.keys().toString(),
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256", "ES256"),
                "code_challenge_methods_supported", List.of("S256"));
    }

    private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
        Optional<String> subject = session(exchange).filter(known -> !over.contains(known));
        if (subject.isPresent()) {
            String code = UUID.randomUUID().toString();
            codes.put(
                    code,
                    new Grant(
                            subject.get(),
                            given(query, "nonce"),
                            given(query, "code_challenge"),
                            given(query, "redirect_uri")));
            redirect(exchange, given(query, "redirect_uri") + "?state=" + given(query, "state") + "&code=" + code);
        } else if ("none".equals(given(query, "prompt"))) {
            redirect(
                    exchange,
                    given(query, "redirect_uri") + "?state=" + given(query, "state") + "&error=login_required");
        } else {
            String then = exchange.getRequestURI().getRawQuery().replace("&", "&amp;");
            send(exchange, 200, "text/html; charset=utf-8", form(then));
        }
    }

    private static String form(String then) {
        return """
            <!doctype html><html lang="en"><title>The team</title><link rel="icon" href="data:,"><h1>The team</h1>
            <form action="login"><label>Who are you? <input name="subject" id="subject"></label>
            <input type="hidden" name="then" value="%s"><button id="login">Sign in</button></form></html>
            """.formatted(then);
    }

    private static String given(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    /// Whoever says who they are is believed.
    private void login(HttpExchange exchange, Map<String, String> query) throws IOException {
        over.remove(given(query, "subject"));
        exchange.getResponseHeaders().add("Set-Cookie", SESSION + "=" + given(query, "subject") + "; Path=/; HttpOnly");
        redirect(exchange, name() + "/authorize?" + given(query, "then"));
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        Optional<Grant> granted = form.containsKey("refresh_token")
                ? Optional.ofNullable(refreshTokens.remove(given(form, "refresh_token")))
                : redeemed(form);
        if (granted.isEmpty() || !CLIENT.equals(given(form, "client_id"))) {
            send(exchange, 400, "application/json", Frame.of("error", "invalid_grant"));
            return;
        }
        Grant grant = granted.get();
        if (form.containsKey("refresh_token")) {
            refreshes.incrementAndGet();
        }
        String refresh = UUID.randomUUID().toString();
        refreshTokens.put(refresh, grant);
        send(
                exchange,
                200,
                "application/json",
                Frame.of(
                        "access_token",
                        signed(grant, TeamIssuer.AUDIENCE),
                        "id_token",
                        signed(grant, CLIENT),
                        "refresh_token",
                        refresh,
                        "token_type",
                        "Bearer",
                        "expires_in",
                        lasts));
    }

    private Optional<Grant> redeemed(Map<String, String> form) {
        return Optional.ofNullable(codes.remove(form.getOrDefault("code", "")))
                .filter(grant -> grant.back().equals(given(form, "redirect_uri"))
                        && grant.challenge().equals(challenge(form.getOrDefault("code_verifier", ""))));
    }

    private String signed(Grant grant, String audience) {
        long now = System.currentTimeMillis() / 1_000 + ahead;
        Map<String, Object> claims = issuer.claims(grant.subject());
        claims.putAll(Map.of(
                "iss",
                name(),
                "aud",
                audience,
                "name",
                names.getOrDefault(grant.subject(), grant.subject()),
                "nonce",
                grant.nonce(),
                "iat",
                now,
                "exp",
                now + lasts));
        Optional.ofNullable(roles.get(grant.subject()))
                .ifPresent(some -> claims.put("realm_access", Map.of("roles", some)));
        return issuer.signedWithTheNewestKey(claims);
    }

    private void logout(HttpExchange exchange, Map<String, String> form) throws IOException {
        farewells.add(form.getOrDefault("id_token_hint", ""));
        session(exchange).ifPresent(this::ends);
        exchange.getResponseHeaders().add("Set-Cookie", SESSION + "=; Path=/; Max-Age=0");
        redirect(exchange, given(form, "post_logout_redirect_uri"));
    }

    private static Optional<String> session(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Cookie")).stream()
                .flatMap(line -> Arrays.stream(line.split("; ")))
                .filter(cookie -> cookie.startsWith(SESSION + "="))
                .map(cookie -> cookie.substring(SESSION.length() + 1))
                .findFirst();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(String encoded) {
        return encoded == null || encoded.isEmpty()
                ? Map.of()
                : Arrays.stream(encoded.split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(
                                field -> decoded(field[0]),
                                field -> decoded(field.length > 1 ? field[1] : ""),
                                (first, _) -> first,
                                LinkedHashMap::new));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        exchange.getResponseHeaders().set("Location", URI.create(address).toString());
        exchange.sendResponseHeaders(303, -1);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        issuer.close();
    }
}
