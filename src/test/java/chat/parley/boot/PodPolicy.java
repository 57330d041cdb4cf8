package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;

/// The policy for every pod of ours, before and after patching: the profile `restricted` of Kubernetes, and
/// more.
final class PodPolicy {
    private PodPolicy() {}

    static void holdsFor(PodSpec pod) {
        assertFalse(pod.getAutomountServiceAccountToken(), "no token of Kubernetes");
        assertFalse(pod.getEnableServiceLinks(), "no variables for other services");
        assertTrue(pod.getServiceAccountName().startsWith("parley"), "an account of its own");
        assertTrue(pod.getSecurityContext().getRunAsNonRoot());
        assertTrue(pod.getSecurityContext().getRunAsUser() > 0);
        assertEquals(
                "RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
        assertTrue(pod.getVolumes().stream().allMatch(volume -> volume.getHostPath() == null));
        pod.getContainers().forEach(PodPolicy::holdsFor);
    }

    static void holdsFor(Container container) {
        var context = container.getSecurityContext();
        assertFalse(context.getAllowPrivilegeEscalation());
        assertTrue(context.getReadOnlyRootFilesystem());
        assertEquals(List.of("ALL"), context.getCapabilities().getDrop());
        var resources = container.getResources();
        assertEquals(
                resources.getLimits().get("memory"),
                resources.getRequests().get("memory"),
                "who has asked for less than they take is the first to be evicted");
        assertTrue(resources.getRequests().containsKey("cpu"));
        for (EnvVar variable : container.getEnv()) {
            boolean secret = variable.getName().matches(".*(SECRET|PASSWORD|AUTH|REDIS_URL|ADMIN_KEY).*");
            assertEquals(secret, variable.getValueFrom() != null, variable.getName() + ": secrets come by reference");
        }
    }
}
