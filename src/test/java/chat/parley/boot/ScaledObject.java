package chat.parley.boot;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The part of KEDA's ScaledObject that is used here. No model of it is published, so this is parsed as
/// strictly as the others, by the fields of its custom resource (keda.sh/v1alpha1).
@JsonDeserialize(using = JsonDeserializer.None.class)
@Group("keda.sh")
@Version("v1alpha1")
public final class ScaledObject implements HasMetadata {
    private static final long serialVersionUID = 1L;

    /// What is scaled.
    public record Target(String apiVersion, String kind, String name) {}

    /// What applies while a trigger cannot be queried.
    public record Fallback(
            int failureThreshold, int replicas, @Nullable String behavior) {}

    /// How the autoscaler that KEDA creates behaves.
    public record Autoscaler(@Nullable String name, HorizontalPodAutoscalerBehavior behavior) {}

    /// Rarely used settings.
    public record Advanced(boolean restoreToOriginalReplicaCount, Autoscaler horizontalPodAutoscalerConfig) {}

    /// What is queried.
    public record Trigger(String type, @Nullable String metricType, Map<String, String> metadata) {}

    /// The whole spec.
    public record Spec(
            Target scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            int pollingInterval,
            int cooldownPeriod,
            Fallback fallback,
            Advanced advanced,
            List<Trigger> triggers) {}

    private String apiVersion = "keda.sh/v1alpha1";
    private String kind = "ScaledObject";
    private transient ObjectMeta metadata = new ObjectMeta();
    private transient @Nullable Spec spec;

    @Override
    public String getApiVersion() {
        return apiVersion;
    }

    @Override
    public void setApiVersion(String version) {
        apiVersion = version;
    }

    @Override
    public String getKind() {
        return kind;
    }

    /// Used by the parser.
    public void setKind(String named) {
        kind = named;
    }

    @Override
    public ObjectMeta getMetadata() {
        return metadata;
    }

    @Override
    public void setMetadata(ObjectMeta read) {
        metadata = read;
    }

    /// Its spec.
    public Spec getSpec() {
        if (spec == null) {
            throw new AssertionError("expected a spec");
        }
        return spec;
    }

    /// Used by the parser.
    public void setSpec(Spec read) {
        spec = read;
    }
}
