package chat.parley.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Keycloak's own distribution, as Maven resolves it, with the realm of `src/test/resources/keycloak`, in memory. It is
/// unpacked and built once, in `target`, which takes half a minute of CPU; each start takes as much. Where Maven cannot
/// resolve it the test is skipped and one line says so; in CI (if the variable `CI` is set) the test fails.
public final class Keycloak implements AutoCloseable {
    private static final String VERSION = System.getProperty("parley.keycloak", "26.5.6");
    private static final Path TARGET = Path.of("target", "keycloak");
    private static final Path HOME = TARGET.resolve("keycloak-" + VERSION);
    private static final Path BUILT = HOME.resolve("built-by-parley");
    private static final String ADMIN = "operator-of-the-team";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int port = freePort();
    private final Process process;

    /// Starts it, and waits until it answers.
    public Keycloak() {
        this(Map.of());
    }

    /// The same, with more environment variables, such as those of [FakeTime].
    public Keycloak(Map<String, String> environment) {
        prepare();
        process = start(
                environment,
                TARGET.resolve("keycloak.log"),
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + freePort(),
                "--hostname=http://127.0.0.1:" + port);
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        await().atMost(300, SECONDS)
                .pollInterval(1, SECONDS)
                .until(() -> !process.isAlive() || status(name() + "/.well-known/openid-configuration") == 200);
        if (!process.isAlive()) {
            throw new AssertionError("expected Keycloak to run, but it said " + said());
        }
    }

    /// The identifier of the realm as an issuer.
    public String name() {
        return "http://127.0.0.1:" + port + "/realms/team";
    }

    /// A pod's settings for the realm.
    public String[] settings(String... others) {
        return Stream.concat(
                        Stream.of(
                                "parley.issuer.name=" + name(),
                                "parley.issuer.keys=" + name() + "/protocol/openid-connect/certs",
                                "parley.issuer.audience=parley",
                                "parley.issuer.roles=realm_access/roles",
                                "parley.issuer.client-id=parley-page"),
                        Stream.of(others))
                .toArray(String[]::new);
    }

    /// How long access tokens last from now on.
    public void tokensLast(int seconds) {
        administer("PUT", "", Frame.of("accessTokenLifespan", seconds));
    }

    /// From now on the realm signs with a new key; what the former ones signed stays valid.
    public void rotatesItsKey() {
        administer(
                "POST",
                "/components",
                Frame.of(
                        "name",
                        "key-" + System.nanoTime(),
                        "providerId",
                        "rsa-generated",
                        "providerType",
                        "org.keycloak.keys.KeyProvider",
                        "config",
                        Map.of(
                                "priority",
                                new String[] {Long.toString(System.currentTimeMillis() / 1_000)},
                                "algorithm",
                                new String[] {"RS256"})));
    }

    /// The user may not sign in any more, and no token of theirs is refreshed.
    public void disables(String username) {
        enables(username, false);
    }

    public void enables(String username) {
        enables(username, true);
    }

    private void enables(String username, boolean on) {
        JsonNode users = administer("GET", "/users?exact=true&username=" + username, "");
        String id = users.get(0).get("id").asText();
        administer("PUT", "/users/" + id, Frame.of("enabled", on));
    }

    /// The id of the key that signs now.
    public String key() {
        return administer("GET", "/keys", "").at("/active/RS256").asText();
    }

    private JsonNode administer(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/admin/realms/team" + path))
                .header("Authorization", "Bearer " + adminToken())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(method + " " + path + " got " + answer.statusCode() + " " + answer.body());
        }
        return read(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private String adminToken() {
        String form = Stream.of("grant_type=password", "client_id=admin-cli", "username=" + ADMIN, "password=" + ADMIN)
                .map(field -> field.substring(0, field.indexOf('=') + 1)
                        + URLEncoder.encode(field.substring(field.indexOf('=') + 1), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return read(send(request).body()).get("access_token").asText();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int status(String address) {
        try {
            return send(HttpRequest.newBuilder(URI.create(address)).build()).statusCode();
        } catch (UncheckedIOException notYet) {
            return -1;
        }
    }

    private static void prepare() {
        if (Files.exists(BUILT)) {
            return;
        }
        try {
            Files.createDirectories(TARGET);
            unpack(resolved());
            Path realms = Files.createDirectories(HOME.resolve("data/import"));
            try (InputStream realm = Keycloak.class.getResourceAsStream("/keycloak/team-realm.json")) {
                Files.copy(
                        Objects.requireNonNull(realm),
                        realms.resolve("team-realm.json"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Process build = start(Map.of(), TARGET.resolve("build.log"), "build", "--db=dev-mem");
            if (build.waitFor() != 0) {
                throw new AssertionError("Keycloak's build said " + Files.readString(TARGET.resolve("build.log")));
            }
            Files.createFile(BUILT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The distribution's zip, copied from Maven's repository.
    private static Path resolved() {
        Path zip = TARGET.resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
        if (Files.exists(zip)) {
            return zip;
        }
        try {
            Program.run(
                    Path.of(System.getProperty("maven.home"), "bin", "mvn"),
                    Path.of("."),
                    "-B",
                    "-ntp",
                    "-q",
                    "org.apache.maven.plugins:maven-dependency-plugin:" + System.getProperty("parley.dependency-plugin")
                            + ":copy",
                    "-Dartifact=org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip",
                    "-DoutputDirectory=" + TARGET);
        } catch (AssertionError unresolved) {
            if (System.getenv("CI") != null) {
                throw unresolved;
            }
            throw Program.notRun("Maven does not resolve Keycloak " + VERSION + ": signing in at a real provider");
        }
        return zip;
    }

    private static void unpack(Path zip) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = TARGET.resolve(entry.getName()).normalize();
                if (!file.startsWith(TARGET)) {
                    throw new IOException("expected files below " + TARGET + ", got " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(Objects.requireNonNull(file.getParent()));
                    Files.copy(entries, file, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /// By the distribution's script, whose JVM is a process of its own: [#close] ends both.
    private static Process start(Map<String, String> environment, Path log, String... words) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("sh", HOME.resolve("bin/kc.sh").toString()), Stream.of(words))
                        .toList());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        builder.environment()
                .put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1 --add-opens=java.base/java.lang=ALL-UNNAMED");
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        builder.environment().putAll(environment);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said() {
        try {
            return Files.readString(TARGET.resolve("keycloak.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
