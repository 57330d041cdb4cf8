package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Settings;
import chat.parley.limits.LimitsConfig;
import io.fabric8.knative.serving.v1.Service;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The components beyond a single Redis and a Deployment: what each makes of the base.
final class ComponentsTest {
    private static final Pattern DIGEST = Pattern.compile("#(@\\w+@)");

    @ParameterizedTest
    @ValueSource(strings = {"managed-redis", "redis-cluster", "redis-sentinel", "keda", "knative"})
    void renderedManifestsAreStrictAndComplyWithThePolicies(String component) throws IOException {
        Manifests rendered = Rendered.withComponent(component);
        rendered.allPods().forEach(PodPolicy::holdsFor);
        rendered.of(PodDisruptionBudget.class)
                .forEach(budget ->
                        assertEquals(1, budget.getSpec().getMaxUnavailable().getIntVal()));
        for (NetworkPolicy policy : rendered.of(NetworkPolicy.class)) {
            assertTrue(
                    !policy.getSpec().getPodSelector().getMatchLabels().isEmpty()
                            || !policy.getSpec()
                                    .getPodSelector()
                                    .getMatchExpressions()
                                    .isEmpty(),
                    () -> policy.getMetadata().getName() + " is about some pods only");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "redis-cluster, users.acl, redis.sh",
        "redis-sentinel, users.acl, redis.sh",
        "redis-sentinel, sentinel-users.acl, sentinel.sh"
    })
    void redisRequiresAUserAndAPassword(String component, String list, String script) throws IOException {
        Path folder = Manifests.FOLDER.resolve("components").resolve(component);
        List<String> users = Files.readAllLines(folder.resolve(list));
        assertTrue(users.getFirst().startsWith("user default off "));
        String start = Files.readString(folder.resolve(script));
        for (String user : users.subList(1, users.size())) {
            Matcher digest = DIGEST.matcher(user);
            assertTrue(digest.find(), user);
            assertTrue(start.contains("s/" + digest.group(1) + "/"), () -> digest.group(1) + " is put in at the start");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis-cluster", "redis-sentinel"})
    void podHasTheAclRulesOfTheTests(String component) throws IOException {
        Path folder = Manifests.FOLDER.resolve("components").resolve(component);
        assertEquals(parley(Manifests.BASE), parley(folder));
    }

    private static String parley(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("users.acl")).stream()
                .filter(line -> line.startsWith("user parley "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void managedRedisIsNotDeployedAndItsCertificateIsVerified() throws IOException {
        Manifests rendered = Rendered.withComponent("managed-redis");
        assertEquals(List.of(), rendered.of(StatefulSet.class));
        Map<String, String> settings = settings(rendered);
        assertEquals("true", settings.get("QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM"));
        VolumeMount mount = pod(rendered).getVolumeMounts().stream()
                .filter(one -> one.getName().equals("redis-ca"))
                .findFirst()
                .orElseThrow();
        assertEquals(mount.getMountPath() + "/ca.crt", settings.get("QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS"));
        assertTrue(mount.getReadOnly());
    }

    @Test
    void aClusterHasThreeMastersWithAReplicaEach() throws IOException {
        Manifests rendered = Rendered.withComponent("redis-cluster");
        assertEquals(1, rendered.of(StatefulSet.class).size(), "instead of the one Redis");
        var redis = rendered.named(StatefulSet.class, "parley-redis-cluster").getSpec();
        assertEquals(6, redis.getReplicas());
        assertEquals("Parallel", redis.getPodManagementPolicy());
        assertEquals("cluster", settings(rendered).get("QUARKUS_REDIS_CLIENT_TYPE"));
        var create = rendered.named(Job.class, "parley-redis-cluster-create").getSpec();
        assertEquals(
                List.of("sh", "/etc/redis/create.sh"),
                create.getTemplate().getSpec().getContainers().getFirst().getCommand());
        List<String> conf = Files.readAllLines(Manifests.FOLDER.resolve("components/redis-cluster/redis.conf"));
        assertTrue(conf.containsAll(List.of("appendonly yes", "maxmemory-policy noeviction", "cluster-enabled yes")));
    }

    @Test
    void sentinelQuorumIsTwoOfThree() throws IOException {
        Manifests rendered = Rendered.withComponent("redis-sentinel");
        assertEquals(
                3,
                rendered.named(StatefulSet.class, "parley-sentinel").getSpec().getReplicas());
        assertEquals(
                3, rendered.named(StatefulSet.class, "parley-redis").getSpec().getReplicas());
        Map<String, String> settings = settings(rendered);
        assertEquals("sentinel", settings.get("QUARKUS_REDIS_CLIENT_TYPE"));
        String start = Files.readString(Manifests.FOLDER.resolve("components/redis-sentinel/sentinel.sh"));
        assertTrue(
                start.contains("sentinel monitor " + settings.get("QUARKUS_REDIS_MASTER_NAME") + " $master 6379 2\n"));
    }

    @Test
    void kedaScalesByConnectionsInsteadOfTheAutoscaler() throws IOException {
        Manifests rendered = Rendered.withComponent("keda");
        assertEquals(List.of(), rendered.of(HorizontalPodAutoscaler.class));
        ScaledObject.Spec spec = rendered.named(ScaledObject.class, "parley").getSpec();
        assertEquals("parley", spec.scaleTargetRef().name());
        assertTrue(spec.minReplicaCount() > 1);
        assertEquals(
                List.of("prometheus", "cpu"),
                spec.triggers().stream().map(ScaledObject.Trigger::type).toList());
        Map<String, String> prometheus = spec.triggers().getFirst().metadata();
        assertTrue(Optional.ofNullable(prometheus.get("query")).orElse("").contains("parley_connections_open"));
        int each = Integer.parseInt(
                Optional.ofNullable(prometheus.get("threshold")).orElse("0"));
        assertTrue(each > 0 && each < Settings.of(LimitsConfig.class).connections(), "room for those of a dead pod");
        var down = spec.advanced().horizontalPodAutoscalerConfig().behavior().getScaleDown();
        assertTrue(down.getStabilizationWindowSeconds() >= 300);
        assertEquals(1, down.getPolicies().getFirst().getValue());
    }

    @Test
    void knativeScalesToZero() throws IOException {
        Manifests rendered = Rendered.withComponent("knative");
        assertEquals(List.of(), rendered.of(Deployment.class));
        assertEquals(List.of(), rendered.of(HorizontalPodAutoscaler.class));
        assertEquals(List.of(), rendered.of(PodDisruptionBudget.class));
        var template = rendered.named(Service.class, "parley").getSpec().getTemplate();
        assertEquals("0", template.getMetadata().getAnnotations().get("autoscaling.knative.dev/min-scale"));
        assertEquals("parley", template.getMetadata().getLabels().get("app.kubernetes.io/name"), "for the policies");
        var pod = template.getSpec();
        assertEquals(0, pod.getContainerConcurrency());
        assertTrue(pod.getTimeoutSeconds() <= 600, "what an installation allows unless it is changed");
        Container container = pod.getContainers().getFirst();
        PodPolicy.holdsFor(container);
        assertTrue(container.getSecurityContext().getRunAsNonRoot());
        assertEquals("http1", container.getPorts().getFirst().getName());
    }

    private static Container pod(Manifests rendered) {
        return rendered.named(Deployment.class, "parley")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private static Map<String, String> settings(Manifests rendered) {
        return pod(rendered).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }
}
