package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Program;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The README's way to install Parley on Kubernetes, on a new cluster, as far as a client can go; the workflow
/// does the same with kind.
@Tag("slow")
final class DeployTest {
    private static final Pattern KUBECTL = Pattern.compile("^kubectl [^#\\n]+", Pattern.MULTILINE);
    private static final String SITE = "overlays/production/site.env";
    private static final String LIST = "overlays/production/kustomization.yaml";

    @TempDir
    private Path folder;

    @Test
    void oneMachineNeedsNothingButTheScript() throws IOException, InterruptedException {
        NewCluster cluster = new NewCluster(folder);
        assertTrue(cluster.deploy("local", 0).contains("deployment.apps/parley was rolled out"));
        assertEquals(
                List.of("apply -f", "create secret", "apply -k"),
                cluster.changes().stream().map(DeployTest::verb).toList());
        assertEverySecretIsThere(cluster.objects());
        Map<String, String> secret = secret(cluster.objects(), "parley");
        String url = "redis://parley:" + secret.get("redis-password") + "@parley-redis:6379";
        assertEquals(url, secret.get("redis-url"));
        assertEquals(6, secret.values().stream().distinct().count());
        assertTrue(secret.values().stream().allMatch(value -> value.length() >= 64));
        String commands = String.join("\n", cluster.changes());
        secret.values().forEach(value -> assertFalse(commands.contains(value), "no password in a command's words"));
    }

    @Test
    void secretsAreMadeOnce() throws IOException, InterruptedException {
        NewCluster cluster = new NewCluster(folder);
        cluster.deploy("local", 0);
        cluster.deploy("local", 0);
        assertEquals(
                List.of("apply -f", "create secret", "apply -k", "apply -f", "apply -k"),
                cluster.changes().stream().map(DeployTest::verb).toList());
    }

    @Test
    void productionWithValuesOfItsOwn() throws IOException, InterruptedException {
        NewCluster cluster = production();
        Program.run(
                Program.named("openssl", "deploying with a certificate"),
                folder,
                ("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=chat.parley.test"
                                + " -keyout tls.key -out tls.crt")
                        .split(" ", -1));
        // As an operator writes them: relative to where they are, which is not where the script is.
        Path here = Path.of("").toAbsolutePath().relativize(folder.toAbsolutePath());
        cluster.with("TLS_CERT", here.resolve("tls.crt").toString())
                .with("TLS_KEY", here.resolve("tls.key").toString())
                .deploy("production", 0);
        Manifests objects = cluster.objects();
        assertEverySecretIsThere(objects);
        Gateway gateway = objects.named(Gateway.class, "parley");
        assertEquals("istio", gateway.getSpec().getGatewayClassName());
        gateway.getSpec().getListeners().forEach(listener -> assertEquals("chat.parley.test", listener.getHostname()));
        String certificate = gateway.getSpec()
                .getListeners()
                .getFirst()
                .getTls()
                .getCertificateRefs()
                .getFirst()
                .getName();
        assertEquals(2, secret(objects, certificate).size());
        assertEquals(
                "registry.parley.test/chat:1.2.3",
                objects.pods().getFirst().getContainers().getFirst().getImage());
        assertEquals(
                "192.0.2.0/24",
                objects.pods().getFirst().getContainers().getFirst().getEnv().stream()
                        .filter(one -> one.getName().equals("PARLEY_TRUSTED_PROXIES"))
                        .map(EnvVar::getValue)
                        .findFirst()
                        .orElseThrow());
        for (Rule rule : rules(objects)) {
            if (rule.getAlert() != null) {
                assertEquals(
                        "https://github.com/parley/test/blob/main/src/docs/operating.md#"
                                + rule.getAlert().toLowerCase(Locale.ROOT),
                        rule.getAnnotations().get("runbook_url"));
            }
        }
    }

    private static List<Rule> rules(Manifests objects) {
        return objects.named(PrometheusRule.class, "parley").getSpec().getGroups().stream()
                .flatMap(group -> group.getRules().stream())
                .toList();
    }

    private NewCluster production() throws IOException {
        return new NewCluster(folder)
                .replace(SITE, "host=parley.example.com", "host=chat.parley.test")
                .replace(SITE, "gateway-class=default", "gateway-class=istio")
                .replace(SITE, "10.0.0.0/8", "192.0.2.0/24")
                .replace(SITE, "https://git.example.com/parley", "https://github.com/parley/test")
                .replace(LIST, "registry.example.com/parley", "registry.parley.test/chat")
                .replace(LIST, "1.0.0", "1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "redis-sentinel, parley-sentinel, 3, 26379",
        "redis-cluster, parley-redis-cluster, 6, 6379",
    })
    void severalRedisAreAllNamed(String component, String name, int count, int port)
            throws IOException, InterruptedException {
        NewCluster cluster = production().replace(LIST, "components/gateway", "components/" + component);
        cluster.deploy("production", 0);
        Map<String, String> secret = secret(cluster.objects(), "parley");
        List<String> urls =
                List.of(Objects.requireNonNull(secret.get("redis-url")).split(",", -1));
        assertEquals(count, urls.size());
        assertEquals(
                "redis://parley:" + secret.get("redis-password") + "@" + name + "-1." + name + ":" + port, urls.get(1));
        assertEverySecretIsThere(cluster.objects());
    }

    /// As src/docs/operating.md says: a copy of the overlay, and another name in two places.
    @Test
    void secondInstallationIsInANamespaceOfItsOwn() throws IOException, InterruptedException {
        NewCluster cluster = production()
                .replace(
                        LIST,
                        "  - ../../components/monitoring\n",
                        "  - ../../components/monitoring\n  - ../../components/keda\n")
                .copy("overlays/production", "overlays/staging")
                .replace("overlays/staging/kustomization.yaml", "namespace: parley", "namespace: staging")
                .replace("overlays/staging/namespace.yaml", "name: parley", "name: staging");
        cluster.deploy("staging", 0);
        assertEquals(Set.of("staging"), cluster.objects().byNamespace().keySet());
        assertEquals(
                "sum(parley_connections_open{namespace=\"staging\"})",
                cluster.objects()
                        .named(ScaledObject.class, "parley")
                        .getSpec()
                        .triggers()
                        .getFirst()
                        .metadata()
                        .get("query"));
    }

    @Test
    void managedRedisNeedsItsAddress() throws IOException, InterruptedException {
        NewCluster cluster = production().replace(LIST, "components/gateway", "components/managed-redis");
        assertTrue(cluster.deploy("production", 1).startsWith("expected REDIS_URL"));
        assertEquals(List.of(), cluster.changes());
        cluster.with("REDIS_URL", "rediss://parley:x@redis.test:6380").deploy("production", 0);
        assertEquals(
                "rediss://parley:x@redis.test:6380",
                secret(cluster.objects(), "parley").get("redis-url"));
    }

    @Test
    void valuesOfTheExampleAreRefusedBeforeAnythingIsCreated() throws IOException, InterruptedException {
        NewCluster cluster = new NewCluster(folder);
        String said = cluster.deploy("production", 1);
        for (String example : List.of("parley.example.com", "registry.example.com/parley:1.0.0", "git.example.com")) {
            assertTrue(said.contains(example), said);
        }
        assertEquals(1, said.lines().count(), said);
        assertEquals(List.of(), cluster.changes());
    }

    /// On one machine, nobody has to have a name for it to try a component.
    @Test
    void oneMachineMayHaveTheNamesOfTheExample() throws IOException, InterruptedException {
        NewCluster cluster = new NewCluster(folder)
                .replace(
                        "overlays/local/kustomization.yaml",
                        "  - pods\n",
                        "  - pods\n  - ../../components/ingress\n  - ../../components/monitoring\n");
        String said = cluster.deploy("local", 0);
        assertTrue(said.contains("These are examples, in the components of k8s/overlays/local: "), said);
        assertTrue(said.contains("parley.example.com"), said);
        assertEquals(
                1,
                rules(cluster.objects()).stream()
                        .filter(rule -> "ParleyGone".equals(rule.getAlert()))
                        .count());
    }

    @Test
    void unknownOverlayAndUnknownGatewayClassAreRefused() throws IOException, InterruptedException {
        NewCluster cluster = production().replace(SITE, "gateway-class=istio", "gateway-class=other");
        assertTrue(cluster.deploy("production", 1).contains("got \"other\""));
        assertTrue(cluster.deploy("staging", 1).contains("got \"staging\""));
        assertEquals(List.of(), cluster.changes());
    }

    /// What the README shows is what the script does.
    @Test
    void commandsOfTheReadmeAreThoseOfTheScript() throws IOException {
        String script = Files.readString(Path.of("k8s/deploy"));
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("On Kubernetes"), readme.indexOf("- **Health**"));
        List<String> shown = KUBECTL.matcher(section)
                .results()
                .map(command -> command.group().strip())
                .toList();
        assertEquals(4, shown.size(), shown::toString);
        for (String command : shown) {
            String inTheScript = command.replace("k8s/overlays/production", "\"$overlay\"")
                    .replace("\"$overlay\"/namespace.yaml", "\"$overlay/namespace.yaml\"")
                    .replace("-n parley", "-n \"$namespace\"")
                    .replace("=tls.crt", "=\"$TLS_CERT\"");
            assertTrue(script.contains(inTheScript.replaceAll(" --key=.*", "")), inTheScript);
        }
        assertTrue(section.contains("k8s/deploy local") && section.contains("k8s/deploy production"));
    }

    private static void assertEverySecretIsThere(Manifests objects) {
        objects.allPods().stream()
                .flatMap(pod -> pod.getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .map(from -> from.getSecretKeyRef())
                .filter(key -> !Boolean.TRUE.equals(key.getOptional()))
                .forEach(key -> assertTrue(
                        secret(objects, key.getName()).containsKey(key.getKey()), () -> key.getName() + " " + key));
    }

    private static Map<String, String> secret(Manifests objects, String name) {
        Map<String, String> secret = new HashMap<>();
        objects.named(Secret.class, name)
                .getData()
                .forEach((key, value) ->
                        secret.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return secret;
    }

    private static String verb(String command) {
        return String.join(" ", List.of(command.split(" ", -1)).subList(0, 2));
    }
}
