package chat.parley.trace;

import chat.parley.protocol.RoomId;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/// Starts traces: each step is [Step#NONE] unless the operator configured a collector by OpenTelemetry's own
/// setting, `OTEL_EXPORTER_OTLP_ENDPOINT`, and the message is sampled (src/docs/operating.md, Traces).
@Singleton
public final class Traces {

    private final @Nullable Recorder recorder;

    /// Reads the settings `otel.*` from all configuration sources.
    @Inject
    public Traces(Config config) {
        this(enabled(config) ? new Recorder(settings(config), pod(config)) : null);
    }

    private Traces(@Nullable Recorder recorder) {
        this.recorder = recorder;
    }

    /// Traces of a pod without a collector.
    public static Traces off() {
        return new Traces((Recorder) null);
    }

    /// Starts the step of a received `send` frame.
    public Step frame(RoomId room) {
        return recorder == null ? Step.NONE : recorder.frame(room);
    }

    /// Starts the step that delivers a publication to sessions.
    ///
    /// @param context the context published with it ([Step#context]); an invalid one starts no step
    public Step fanOut(String context, RoomId room) {
        return recorder == null ? Step.NONE : recorder.fanOut(context, room);
    }

    @PreDestroy
    void close() {
        if (recorder != null) {
            recorder.close();
        }
    }

    private static boolean enabled(Config config) {
        return Stream.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint")
                        .anyMatch(name -> value(config, name).isPresent())
                && !value(config, "otel.sdk.disabled").orElse("").equalsIgnoreCase("true")
                && !value(config, "otel.traces.exporter").orElse("").equalsIgnoreCase("none");
    }

    /// Settings from sources that OpenTelemetry does not read itself.
    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        config.getPropertyNames().forEach(name -> {
            if (name.startsWith("otel.")) {
                value(config, name).ifPresent(value -> settings.put(name, value));
            }
        });
        return settings;
    }

    /// The host name, which on Kubernetes is the pod's name.
    private static String pod(Config config) {
        return value(config, "HOSTNAME").orElseGet(() -> UUID.randomUUID().toString());
    }

    private static Optional<String> value(Config config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
