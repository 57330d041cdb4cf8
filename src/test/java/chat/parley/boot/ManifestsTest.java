package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

final class ManifestsTest {
    /// Protocol.md section 9, `parley.drain.duration`.
    private static final long DRAIN_SECONDS = 25;

    private final Manifests manifests;
    private final Properties properties = new Properties();
    private final String image;

    ManifestsTest() throws IOException {
        manifests = new Manifests();
        image = Files.readString(Path.of("src/main/docker/Dockerfile.jvm"));
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
    }

    @Test
    void everyManifestIsApplied() throws IOException {
        Map<String, List<String>> list =
                new Yaml().load(Files.readString(Manifests.FOLDER.resolve("kustomization.yaml")));
        assertEquals(
                Manifests.files(),
                list.getOrDefault("resources", List.of()).stream().sorted().toList());
    }

    @Test
    void noPodMayMoreThanItNeeds() {
        for (PodSpec pod : manifests.pods()) {
            assertFalse(pod.getAutomountServiceAccountToken());
            assertTrue(pod.getSecurityContext().getRunAsNonRoot());
            assertEquals(
                    "RuntimeDefault",
                    pod.getSecurityContext().getSeccompProfile().getType());
            for (Container container : pod.getContainers()) {
                var context = container.getSecurityContext();
                assertFalse(context.getAllowPrivilegeEscalation());
                assertTrue(context.getReadOnlyRootFilesystem());
                assertEquals(List.of("ALL"), context.getCapabilities().getDrop());
            }
        }
    }

    @Test
    void theImageRunsAsTheUserThatTheManifestNames() {
        var user = manifests.pods().getFirst().getSecurityContext();
        assertTrue(image.contains("USER " + user.getRunAsUser() + ":" + user.getRunAsGroup() + "\n"));
    }

    @Test
    void thePortsAreThoseOfThePod() {
        assertEquals("${PORT:8080}", properties.getProperty("quarkus.http.port"));
        assertEquals(8080, port("http"));
        assertEquals("true", properties.getProperty("%prod.quarkus.management.enabled"));
        assertEquals("9000", properties.getProperty("quarkus.management.port", "9000"));
        assertEquals(9000, port("management"));
        assertTrue(image.contains("EXPOSE 8080 9000\n"));
        var door = manifests.named(Service.class, "parley").getSpec();
        assertEquals("http", door.getPorts().getFirst().getTargetPort().getStrVal());
        assertEquals(deployment().getSelector().getMatchLabels(), door.getSelector());
    }

    @Test
    void thePlatformAsksForHealthOnTheManagementPort() {
        assertAsks("/q/health/started", pod().getStartupProbe());
        assertAsks("/q/health/live", pod().getLivenessProbe());
        assertAsks("/q/health/ready", pod().getReadinessProbe());
    }

    @Test
    void aPodHasTheTimeToDrain() {
        assertEquals("true", properties.getProperty("quarkus.shutdown.delay-enabled"));
        long leaving = pod().getLifecycle().getPreStop().getSleep().getSeconds();
        assertTrue(manifests.pods().getFirst().getTerminationGracePeriodSeconds() > leaving + DRAIN_SECONDS);
    }

    @Test
    void anUpdateNeverTakesAPodBeforeTheNextOneIsReady() {
        assertEquals(
                0,
                deployment()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal());
        assertTrue(deployment().getReplicas() > 1);
        var budget = manifests.named(PodDisruptionBudget.class, "parley").getSpec();
        assertEquals(1, budget.getMaxUnavailable().getIntVal());
        assertEquals(deployment().getSelector(), budget.getSelector());
    }

    @Test
    void whatIsSecretComesByReference() {
        assertEquals("redis-url", secret("REDIS_URL"));
        assertEquals("token-secret", secret("PARLEY_TOKEN_SECRET"));
    }

    @Test
    void thereAreAsManyEventLoopsAsCores() {
        assertEquals(
                pod().getResources().getLimits().get("cpu"),
                Quantity.parse(variable("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE").getValue()));
    }

    @Test
    void redisForgetsNothingByItself() throws IOException {
        List<String> settings = Files.readAllLines(Manifests.FOLDER.resolve("redis.conf"));
        assertTrue(
                settings.containsAll(List.of("appendonly yes", "appendfsync everysec", "maxmemory-policy noeviction")));
        Container redis = manifests.pods().getLast().getContainers().getFirst();
        Quantity limit = redis.getResources().getLimits().get("memory");
        BigDecimal rewriting = new BigDecimal(768L << 20).multiply(new BigDecimal("1.5"));
        assertTrue(settings.contains("maxmemory 768mb"));
        assertTrue(Quantity.getAmountInBytes(limit).compareTo(rewriting) > 0, "room for the copy on write");
    }

    private DeploymentSpec deployment() {
        return manifests.named(Deployment.class, "parley").getSpec();
    }

    private Container pod() {
        return manifests.pods().getFirst().getContainers().getFirst();
    }

    private int port(String name) {
        return pod().getPorts().stream()
                .filter(port -> port.getName().equals(name))
                .mapToInt(ContainerPort::getContainerPort)
                .sum();
    }

    private EnvVar variable(String name) {
        return pod().getEnv().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String secret(String variable) {
        var reference = variable(variable).getValueFrom().getSecretKeyRef();
        assertEquals("parley", reference.getName());
        return reference.getKey();
    }

    private static void assertAsks(String path, Probe probe) {
        assertEquals(path, probe.getHttpGet().getPath());
        assertEquals("management", probe.getHttpGet().getPort().getStrVal());
    }
}
