package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.session.DrainConfig;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/// `compose.yaml`, for one machine. Docker is not needed: what its containers do is in `ProxiesIT` and
/// `RestoreIT`.
final class ComposeTest {
    private static final Path FOLDER = Path.of("compose");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern SECRET = Pattern.compile(".*(SECRET|PASSWORD|AUTH|REDIS_URL).*");
    private static final List<String> PODS = List.of("pod-1", "pod-2");

    private final JsonNode compose;

    ComposeTest() throws IOException {
        compose = JSON.valueToTree(new Yaml().load(Files.readString(FOLDER.resolve("compose.yaml"))));
    }

    @Test
    void fileConformsToTheSpecification() throws IOException {
        assertEquals(Set.of(), problems(compose));
    }

    @Test
    void mistypedNamesAreFound() throws IOException {
        assertFalse(problems(JSON.readTree("{\"services\":{\"one\":{\"imagine\":\"x\"}}}"))
                .isEmpty());
        assertFalse(problems(JSON.readTree("{\"services\":{\"one\":{\"stop_grace_period\":45}}}"))
                .isEmpty());
    }

    private static Set<String> problems(JsonNode document) throws IOException {
        ObjectNode schema = JSON.readValue(
                Path.of("src/test/resources/compose/compose-spec.json").toFile(), ObjectNode.class);
        // A name without a base, which this validator does not know how to resolve; nothing refers to it.
        schema.remove("$id");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(document)
                .stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    @Test
    void eachServiceIsLimitedRestartedAndChecked() {
        services().forEach((name, service) -> {
            assertTrue(service.has("mem_limit") && service.has("cpus"), name);
            assertTrue(service.get("read_only").asBoolean(), name);
            assertEquals("[\"ALL\"]", service.get("cap_drop").toString(), name);
            assertEquals(
                    "[\"no-new-privileges:true\"]", service.get("security_opt").toString(), name);
            assertTrue(service.at("/logging/options").has("max-size"), name);
            assertTrue(service.at("/healthcheck/test").size() > 1, name);
            boolean once = service.has("profiles");
            assertEquals(once ? "no" : "always", service.get("restart").asText(), name);
        });
    }

    @Test
    void secretsComeFromOutsideAndNothingStartsWithoutThem() {
        services()
                .forEach((name, service) -> service.path("environment")
                        .properties()
                        .forEach(variable -> {
                            String value = variable.getValue().asText();
                            if (SECRET.matcher(variable.getKey()).matches()) {
                                assertTrue(value.matches(".*\\$\\{[A-Z_]+:[?-].*}.*"), () -> name + ": " + variable);
                            }
                        }));
        for (String needed : List.of("PARLEY_TOKEN_SECRET", "REDIS_PASSWORD", "REDIS_OPERATOR_PASSWORD")) {
            assertTrue(compose.toString().contains("${" + needed + ":?"), needed);
        }
    }

    @Test
    void podHasTimeToDrain() {
        long drain = Settings.of(DrainConfig.class).duration().toSeconds();
        for (String pod : PODS) {
            long grace = Long.parseLong(
                    service(pod).get("stop_grace_period").asText().replace("s", ""));
            assertTrue(grace > drain, pod);
        }
    }

    /// The same start, settings, users and memory as on Kubernetes.
    @Test
    void redisIsThatOfTheManifests() throws IOException {
        JsonNode redis = service("redis");
        assertEquals("[\"sh\",\"/etc/redis/redis.sh\"]", redis.get("command").toString());
        List<String> volumes = texts(redis.get("volumes"));
        for (String file : List.of("redis.conf", "redis.sh", "users.acl")) {
            assertTrue(volumes.contains("../k8s/base/" + file + ":/etc/redis/" + file + ":ro"), volumes::toString);
        }
        assertTrue(volumes.contains("redis-data:/data"), "it outlives the container");
        assertTrue(compose.get("volumes").has("redis-data"));
        var container =
                Manifests.of(Manifests.BASE).pods().getLast().getContainers().getFirst();
        assertEquals(container.getImage(), redis.get("image").asText());
        assertEquals(
                Quantity.getAmountInBytes(container.getResources().getLimits().get("memory"))
                        .longValueExact(),
                Long.parseLong(redis.get("mem_limit").asText().replace("m", "")) << 20);
        assertTrue(compose.at("/networks/store/internal").asBoolean());
        assertEquals(List.of("store"), names(redis.get("networks")));
        container
                .getEnv()
                .forEach(variable -> assertTrue(redis.get("environment").has(variable.getName()), variable::getName));
    }

    @Test
    void podsTrustTheProxyAlone() {
        String proxy = service("haproxy").at("/networks/members/ipv4_address").asText();
        for (String pod : PODS) {
            assertEquals(
                    proxy,
                    service(pod).at("/environment/PARLEY_TRUSTED_PROXIES").asText());
            assertFalse(service(pod).has("ports"), "only the proxy has ports of the machine");
        }
        assertFalse(service("redis").has("ports"));
        assertEquals(List.of("80:80", "443:443"), texts(service("haproxy").get("ports")));
    }

    @Test
    void proxyHasThePodsOfThisFile() throws IOException {
        String configuration = Files.readString(FOLDER.resolve("haproxy.cfg"));
        List<String> servers = Pattern.compile("^  server \\S+ (\\S+):8080$", Pattern.MULTILINE)
                .matcher(configuration)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertEquals(PODS, servers);
        assertTrue(texts(service("haproxy").get("volumes"))
                .contains("./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro"));
    }

    @Test
    void pageQuotesTheProxyAsItIs() throws IOException {
        String page = Files.readString(Path.of("src/docs/operating.md"));
        String configuration = Files.readString(FOLDER.resolve("haproxy.cfg"));
        int begin = page.indexOf("```haproxy\n") + "```haproxy\n".length();
        String quoted = page.substring(begin, page.indexOf("```", begin));
        assertTrue(!quoted.isBlank() && configuration.endsWith(quoted), quoted);
    }

    /// Scripts and variables of the component for Kubernetes.
    @Test
    void backupsRunTheScriptsOfTheComponent() throws IOException {
        for (String script : List.of("backup", "restore")) {
            String file = script + ".sh";
            assertEquals(
                    "[\"sh\",\"/etc/backup/" + file + "\"]",
                    service(script).get("command").toString());
            assertTrue(texts(service(script).get("volumes"))
                    .contains("../k8s/components/backup/" + file + ":/etc/backup/" + file + ":ro"));
            String text = Files.readString(Path.of("k8s/components/backup", file));
            service(script)
                    .get("environment")
                    .properties()
                    .forEach(variable -> assertTrue(
                            variable.getKey().equals("REDISCLI_AUTH") || text.contains(variable.getKey()),
                            variable::getKey));
            assertEquals("[\"backup\"]", service(script).get("profiles").toString());
            // Where it gets the snapshot from; what has to be stopped before a restore.
            assertEquals("redis:6379", service(script).at("/environment/NODES").asText(), script);
        }
    }

    private Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        compose.get("services").properties().forEach(one -> services.put(one.getKey(), one.getValue()));
        return services;
    }

    private JsonNode service(String name) {
        return Objects.requireNonNull(services().get(name), name);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }
}
