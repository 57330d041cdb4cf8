package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.session.DrainConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class ManifestsTest {
    private static final Duration DRAIN = Settings.of(DrainConfig.class).duration();

    private final Manifests manifests;
    private final Properties properties = new Properties();
    private final String image;

    ManifestsTest() throws IOException {
        manifests = Manifests.of(Manifests.BASE);
        image = Files.readString(Path.of("src/main/docker/Dockerfile.jvm"));
        try (var in = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
    }

    @Test
    void podsHaveLeastPrivilege() {
        manifests.pods().forEach(PodPolicy::holdsFor);
        manifests.of(ServiceAccount.class).forEach(account -> assertFalse(account.getAutomountServiceAccountToken()));
    }

    @Test
    void imageRunsAsTheUserOfTheManifest() {
        var user = manifests.pods().getFirst().getSecurityContext();
        assertTrue(image.contains("USER " + user.getRunAsUser() + ":" + user.getRunAsGroup() + "\n"));
    }

    @Test
    void portsMatchThoseOfThePod() {
        assertEquals("${PORT:8080}", properties.getProperty("quarkus.http.port"));
        assertEquals(8080, port("http"));
        assertEquals("true", properties.getProperty("%prod.quarkus.management.enabled"));
        assertEquals("9000", properties.getProperty("quarkus.management.port", "9000"));
        assertEquals(9000, port("management"));
        assertTrue(image.contains("EXPOSE 8080 9000\n"));
        var service = manifests.named(Service.class, "parley").getSpec();
        assertEquals("http", service.getPorts().getFirst().getTargetPort().getStrVal());
        assertEquals(deployment().getSelector().getMatchLabels(), service.getSelector());
    }

    @Test
    void probesUseTheManagementPort() {
        assertAsks("/q/health/started", pod().getStartupProbe());
        assertAsks("/q/health/live", pod().getLivenessProbe());
        assertAsks("/q/health/ready", pod().getReadinessProbe());
    }

    @Test
    void terminationGracePeriodCoversTheDrain() {
        assertEquals("true", properties.getProperty("quarkus.shutdown.delay-enabled"));
        long leaving = pod().getLifecycle().getPreStop().getSleep().getSeconds();
        assertTrue(manifests.pods().getFirst().getTerminationGracePeriodSeconds() > leaving + DRAIN.toSeconds());
        Probe ready = pod().getReadinessProbe();
        assertTrue(leaving >= ready.getTimeoutSeconds() + ready.getPeriodSeconds(), "the platform has heard by then");
    }

    @Test
    void updateStopsNoPodBeforeTheNextIsReady() {
        assertEquals(
                0,
                deployment()
                        .getStrategy()
                        .getRollingUpdate()
                        .getMaxUnavailable()
                        .getIntVal());
        assertNull(deployment().getReplicas(), "scaling.yaml says how many");
        var scaling = manifests.named(HorizontalPodAutoscaler.class, "parley").getSpec();
        assertEquals("parley", scaling.getScaleTargetRef().getName());
        assertTrue(scaling.getMinReplicas() > 1);
        var budget = manifests.named(PodDisruptionBudget.class, "parley").getSpec();
        assertEquals(1, budget.getMaxUnavailable().getIntVal());
        assertEquals(deployment().getSelector(), budget.getSelector());
    }

    @Test
    void secretsAreReferenced() {
        assertEquals("redis-url", secret("REDIS_URL"));
        assertEquals("token-secret", secret("PARLEY_TOKEN_SECRET"));
        assertEquals("token-secret-previous", secret("PARLEY_TOKEN_SECRET_PREVIOUS"));
        assertEquals("admin-key", secret("PARLEY_ADMIN_KEY"));
        assertTrue(
                variable("PARLEY_TOKEN_SECRET_PREVIOUS")
                        .getValueFrom()
                        .getSecretKeyRef()
                        .getOptional(),
                "only while a secret is turned over");
    }

    @Test
    void eventLoopsMatchTheCpuLimit() {
        assertEquals(
                pod().getResources().getLimits().get("cpu"),
                Quantity.parse(variable("QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE").getValue()));
    }

    @Test
    void scaleDownRemovesOnePodAtATimeAfterAQuietPeriod() {
        var down = manifests
                .named(HorizontalPodAutoscaler.class, "parley")
                .getSpec()
                .getBehavior()
                .getScaleDown();
        assertTrue(down.getStabilizationWindowSeconds() >= 300);
        var policy = down.getPolicies().getFirst();
        assertEquals(1, policy.getValue());
        long grace = manifests.pods().getFirst().getTerminationGracePeriodSeconds();
        assertTrue(policy.getPeriodSeconds() > 2 * grace, "one has gone before the next one goes");
    }

    /// At most the heap, of which a dump has the living part.
    @Test
    void heapDumpHasAVolumeWithRoomForIt() throws IOException {
        List<String> options = Files.readAllLines(Path.of("src/main/docker/jvm.args"));
        assertTrue(options.contains("-XX:+HeapDumpOnOutOfMemoryError"));
        var mount = pod().getVolumeMounts().stream()
                .filter(one -> options.contains("-XX:HeapDumpPath=" + one.getMountPath()))
                .findFirst()
                .orElseThrow();
        BigDecimal room = manifests.pods().getFirst().getVolumes().stream()
                .filter(volume -> volume.getName().equals(mount.getName()))
                .map(volume -> Quantity.getAmountInBytes(volume.getEmptyDir().getSizeLimit()))
                .findFirst()
                .orElseThrow();
        BigDecimal memory =
                Quantity.getAmountInBytes(pod().getResources().getLimits().get("memory"));
        assertTrue(room.compareTo(memory) >= 0);
    }

    @Test
    void podsAreSpreadOverNodesAndZones() {
        assertEquals(
                Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
                manifests.pods().getFirst().getTopologySpreadConstraints().stream()
                        .map(TopologySpreadConstraint::getTopologyKey)
                        .collect(Collectors.toSet()));
    }

    @Test
    void networkPoliciesListWhoMayConnect() {
        var pods = manifests.named(NetworkPolicy.class, "parley").getSpec();
        assertEquals(List.of("Ingress", "Egress"), pods.getPolicyTypes());
        var everybody = pods.getIngress().getFirst();
        assertEquals(List.of(), everybody.getFrom());
        assertEquals("http", everybody.getPorts().getFirst().getPort().getStrVal());
        var monitoring = pods.getIngress().getLast();
        assertEquals("management", monitoring.getPorts().getFirst().getPort().getStrVal());
        assertEquals(
                Map.of("kubernetes.io/metadata.name", "monitoring"),
                monitoring.getFrom().getFirst().getNamespaceSelector().getMatchLabels());
        assertEquals(
                Map.of("app.kubernetes.io/name", "parley-redis"),
                pods.getEgress().getFirst().getTo().getFirst().getPodSelector().getMatchLabels());
        var redis = manifests.named(NetworkPolicy.class, "parley-redis").getSpec();
        assertEquals(
                deployment().getSelector().getMatchLabels(),
                redis.getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getPodSelector()
                        .getMatchLabels());
        assertEquals(List.of(), redis.getEgress());
    }

    @Test
    void redisRequiresAUser() throws IOException {
        List<String> users = Files.readAllLines(Manifests.BASE.resolve("users.acl"));
        assertEquals(
                List.of("default", "parley", "backup", "operator"),
                users.stream().map(line -> line.split(" ", -1)[1]).toList());
        assertTrue(users.getFirst().contains(" off "));
        assertTrue(users.stream().skip(1).allMatch(line -> line.contains(" #@")), "a digest, put in at the start");
        Container redis = manifests.pods().getLast().getContainers().getFirst();
        assertEquals(List.of("sh", "/etc/redis/redis.sh"), redis.getCommand());
        Map<String, EnvVar> variables = redis.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, one -> one));
        String start = Files.readString(Manifests.BASE.resolve("redis.sh"));
        variables.keySet().stream()
                .filter(name -> name.endsWith("_PASSWORD"))
                .forEach(name -> assertTrue(start.contains("$" + name), name));
    }

    @Test
    void redisEvictsNothing() throws IOException {
        List<String> settings = Files.readAllLines(Manifests.BASE.resolve("redis.conf"));
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
