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

/// Where traces begin: each step is [Step#NONE] unless an operator named a collector by OpenTelemetry's own setting,
/// `OTEL_EXPORTER_OTLP_ENDPOINT`, and the message is among those sampled (src/docs/operating.md, Traces).
@Singleton
public final class Traces {

    private final @Nullable Recorder recorder;

    /// As the settings say: `otel.*`, wherever they stand.
    @Inject
    public Traces(Config config) {
        this(wanted(config) ? new Recorder(settings(config), pod(config)) : null);
    }

    private Traces(@Nullable Recorder recorder) {
        this.recorder = recorder;
    }

    /// Those of a pod that has no collector.
    public static Traces off() {
        return new Traces((Recorder) null);
    }

    /// A `send` frame came in.
    public Step frame(RoomId room) {
        return recorder == null ? Step.NONE : recorder.frame(room);
    }

    /// A publication is passed on to sessions.
    ///
    /// @param context what travelled with it ([Step#context]); nothing follows one that is not understood
    public Step fanOut(String context, RoomId room) {
        return recorder == null ? Step.NONE : recorder.fanOut(context, room);
    }

    @PreDestroy
    void close() {
        if (recorder != null) {
            recorder.close();
        }
    }

    private static boolean wanted(Config config) {
        return Stream.of("otel.exporter.otlp.endpoint", "otel.exporter.otlp.traces.endpoint")
                        .anyMatch(name -> value(config, name).isPresent())
                && !value(config, "otel.sdk.disabled").orElse("").equalsIgnoreCase("true")
                && !value(config, "otel.traces.exporter").orElse("").equalsIgnoreCase("none");
    }

    /// Those that stand where OpenTelemetry does not look by itself.
    private static Map<String, String> settings(Config config) {
        Map<String, String> settings = new HashMap<>();
        config.getPropertyNames().forEach(name -> {
            if (name.startsWith("otel.")) {
                value(config, name).ifPresent(value -> settings.put(name, value));
            }
        });
        return settings;
    }

    /// On Kubernetes the pod's name.
    private static String pod(Config config) {
        return value(config, "HOSTNAME").orElseGet(() -> UUID.randomUUID().toString());
    }

    private static Optional<String> value(Config config, String name) {
        return config.getOptionalValue(name, String.class).filter(value -> !value.isBlank());
    }
}
