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
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    @ValueSource(strings = {"managed-redis", "redis-cluster", "redis-sentinel", "keda", "knative", "backup"})
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

    /// The scripts themselves: `RestoreIT`.
    @Test
    void backupsGoIntoAVolumeOfTheirOwn() throws IOException {
        Manifests rendered = Rendered.withComponent("backup");
        var spec = rendered.named(CronJob.class, "parley-backup").getSpec();
        assertEquals("Forbid", spec.getConcurrencyPolicy());
        var pod = spec.getJobTemplate().getSpec().getTemplate().getSpec();
        PodPolicy.holdsFor(pod);
        Container container = pod.getContainers().getFirst();
        assertEquals(List.of("sh", "/etc/backup/backup.sh"), container.getCommand());
        assertEquals(
                "redis-backup-password",
                variable(container, "REDISCLI_AUTH")
                        .getValueFrom()
                        .getSecretKeyRef()
                        .getKey());
        assertTrue(Integer.parseInt(variable(container, "KEEP").getValue()) > 1);
        Set<String> claims = pod.getVolumes().stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null)
                .map(volume -> volume.getPersistentVolumeClaim().getClaimName())
                .collect(Collectors.toSet());
        assertEquals(Set.of("parley-backup"), claims, "and never on the disk of Redis");
        Container redis = rendered.named(StatefulSet.class, "parley-redis")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
        assertEquals(
                "redis-backup-password",
                variable(redis, "BACKUP_PASSWORD")
                        .getValueFrom()
                        .getSecretKeyRef()
                        .getKey());
        var allowed = rendered.named(NetworkPolicy.class, "parley-redis-backup").getSpec();
        assertEquals(
                spec.getJobTemplate().getSpec().getTemplate().getMetadata().getLabels(),
                allowed.getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getPodSelector()
                        .getMatchLabels());
        var back = Rendered.of("restore", Manifests.FOLDER.resolve("restore"))
                .named(Job.class, "parley-restore")
                .getSpec();
        PodPolicy.holdsFor(back.getTemplate().getSpec());
        assertEquals(
                allowed.getIngress()
                        .getFirst()
                        .getFrom()
                        .getFirst()
                        .getPodSelector()
                        .getMatchLabels(),
                back.getTemplate().getMetadata().getLabels());
        assertEquals(
                variable(container, "NODES").getValue(),
                variable(back.getTemplate().getSpec().getContainers().getFirst(), "NODES")
                        .getValue());
    }

    private static EnvVar variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
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
        assertEquals(pod.getTimeoutSeconds(), pod.getResponseStartTimeoutSeconds(), "300 unless it is set");
        Container container = pod.getContainers().getFirst();
        PodPolicy.holdsFor(container);
        assertTrue(container.getSecurityContext().getRunAsNonRoot());
        assertEquals("http1", container.getPorts().getFirst().getName());
    }

    /// The name server may be pods of the cluster's own, a cache on each node, or that of OpenShift, which
    /// listens elsewhere.
    @Test
    void whoeverAsksTheNameServerMayAskEveryKindOfIt() throws IOException {
        List<NetworkPolicy> asking = new ArrayList<>();
        for (Path folder : Manifests.folders()) {
            Manifests.of(folder).of(NetworkPolicy.class).stream()
                    .filter(policy -> policy.getSpec() != null && ports(policy).contains(53))
                    .forEach(asking::add);
        }
        assertEquals(
                Set.of("parley", "parley-backup", "parley-gateway", "parley-to-redis-cluster", "parley-to-sentinel"),
                asking.stream().map(policy -> policy.getMetadata().getName()).collect(Collectors.toSet()));
        for (NetworkPolicy policy : asking) {
            NetworkPolicyEgressRule own = rule(policy, 53);
            assertEquals(List.of("UDP", "TCP"), protocols(own), policy::toString);
            assertEquals(List.of("kube-system"), namespaces(own));
            assertEquals(
                    List.of("169.254.20.10/32"),
                    own.getTo().stream()
                            .filter(peer -> peer.getIpBlock() != null)
                            .map(peer -> peer.getIpBlock().getCidr())
                            .toList());
            NetworkPolicyEgressRule openShift = rule(policy, 5353);
            assertEquals(List.of("UDP", "TCP"), protocols(openShift));
            assertEquals(List.of("openshift-dns"), namespaces(openShift));
        }
    }

    private static List<Integer> ports(NetworkPolicy policy) {
        return policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .filter(Objects::nonNull)
                .toList();
    }

    private static NetworkPolicyEgressRule rule(NetworkPolicy policy, int port) {
        return policy.getSpec().getEgress().stream()
                .filter(rule -> rule.getPorts().stream()
                        .anyMatch(one -> Objects.equals(one.getPort().getIntVal(), port)))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> protocols(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream().map(NetworkPolicyPort::getProtocol).toList();
    }

    private static List<String> namespaces(NetworkPolicyEgressRule rule) {
        return rule.getTo().stream()
                .filter(peer -> peer.getNamespaceSelector() != null)
                .map(peer -> peer.getNamespaceSelector().getMatchLabels().get("kubernetes.io/metadata.name"))
                .toList();
    }

    /// Some implementations run it beside the pods, where `deny` would cut it off.
    @Test
    void proxyOfTheGatewayMayStandBetweenMembersAndPods() throws IOException {
        Manifests rendered = Rendered.of("production", Manifests.FOLDER.resolve("overlays/production"));
        assertEquals(
                Map.of(),
                rendered.named(NetworkPolicy.class, "deny")
                        .getSpec()
                        .getPodSelector()
                        .getMatchLabels());
        var proxy = rendered.named(NetworkPolicy.class, "parley-gateway").getSpec();
        assertEquals(
                Map.of("gateway.networking.k8s.io/gateway-name", "parley"),
                proxy.getPodSelector().getMatchLabels());
        assertEquals(List.of(), proxy.getIngress().getFirst().getFrom());
        assertEquals(List.of(), proxy.getIngress().getFirst().getPorts());
        var toPods = proxy.getEgress().getFirst();
        var pods = rendered.named(Deployment.class, "parley").getSpec();
        assertEquals(
                pods.getSelector().getMatchLabels(),
                toPods.getTo().getFirst().getPodSelector().getMatchLabels());
        assertEquals(8080, toPods.getPorts().getFirst().getPort().getIntVal());
    }

    /// One at a time: a master without any replica stores nothing.
    @ParameterizedTest
    @ValueSource(strings = {"redis-sentinel", "redis-cluster"})
    void everyRedisOfSeveralHasABudget(String component) throws IOException {
        Manifests rendered = Rendered.withComponent(component);
        Set<Map<String, String>> budgets = rendered.of(PodDisruptionBudget.class).stream()
                .map(budget -> budget.getSpec().getSelector().getMatchLabels())
                .collect(Collectors.toSet());
        rendered.of(StatefulSet.class)
                .forEach(set -> assertTrue(
                        budgets.contains(set.getSpec().getSelector().getMatchLabels()),
                        set.getMetadata().getName()));
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
