package chat.parley.trace;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Records steps as spans, with the attributes of OpenTelemetry's semantic conventions for messaging, and
/// exports the sampled ones in the background; spans that the collector cannot take are dropped. The only
/// class that configures tracing.
@RegisterForReflection(
        classNames = {
            "io.opentelemetry.exporter.otlp.internal.OtlpSpanExporterProvider",
            "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider",
            "io.opentelemetry.sdk.autoconfigure.EnvironmentResourceProvider"
        })
final class Recorder implements AutoCloseable {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");

    /// Samples 1 % of the messages: enough to see where time is spent, and little load for the collector.
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "parley",
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.01",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /// An unreachable collector does not delay a pod's shutdown for longer.
    private static final long FLUSH_SECONDS = 3;

    private static final String HEADER = "traceparent";

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    /// @param settings `otel.*`, as OpenTelemetry defines them; the environment and system properties win
    Recorder(Map<String, String> settings, String pod) {
        Map<String, String> all = new HashMap<>(DEFAULTS);
        all.putAll(settings);
        Resource here = Resource.create(Attributes.of(INSTANCE, pod));
        sdk = sdk(all, here);
        tracer = sdk.getTracer("chat.parley");
    }

    /// An invalid setting stops the pod with one sentence, as for all other settings: the check at startup
    /// (chat.parley.boot) does not know these.
    private static OpenTelemetrySdk sdk(Map<String, String> settings, Resource here) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> settings)
                    .addResourceCustomizer((given, _) -> here.merge(given))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException refusal) {
            throw new io.quarkus.runtime.configuration.ConfigurationException(
                    "OTEL_* (otel.*): expected settings that OpenTelemetry accepts, got: " + reason(refusal));
        }
    }

    /// The message of the innermost cause, on one line, without the values of headers that it may quote.
    private static String reason(Throwable refusal) {
        Throwable reason = refusal;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return String.valueOf(reason.getMessage())
                .replaceAll("\\p{Cntrl}", " ")
                .replaceFirst("(headers)=.*", "$1 (which are not shown)");
    }

    Step frame(RoomId room) {
        return step(Context.root(), "send", SpanKind.SERVER, "receive", room);
    }

    Step append(Context frame, RoomId room) {
        return step(frame, "append", SpanKind.PRODUCER, "send", room);
    }

    /// [Step#NONE] if the context is invalid.
    Step fanOut(String context, RoomId room) {
        Context sender = W3CTraceContextPropagator.getInstance().extract(Context.root(), context, new HeaderGetter());
        return Span.fromContext(sender).getSpanContext().isValid()
                ? step(sender, "fan-out", SpanKind.CONSUMER, "process", room)
                : Step.NONE;
    }

    String text(Context context) {
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, headers, (to, name, value) -> {
            if (to != null) {
                to.put(name, value);
            }
        });
        return headers.getOrDefault(HEADER, "");
    }

    @Override
    public void close() {
        sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    private Step step(Context parent, String what, SpanKind kind, String type, RoomId room) {
        Span span = tracer.spanBuilder(what)
                .setParent(parent)
                .setSpanKind(kind)
                .setAttribute(SYSTEM, "parley")
                .setAttribute(OPERATION, what)
                .setAttribute(TYPE, type)
                .setAttribute(DESTINATION, place(room))
                .startSpan();
        return span.getSpanContext().isSampled() ? new SpanStep(this, room, span) : Step.NONE;
    }

    /// Hides the id of a direct room: it names its two users, and traces must not show who talks to whom.
    private static String place(RoomId room) {
        return room.kind() == RoomKind.DIRECT ? "direct" : room.value();
    }

    /// Reads a string as if it were the only header.
    private static final class HeaderGetter implements TextMapGetter<String> {
        @Override
        public Iterable<String> keys(String context) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String context, String name) {
            return name.equals(HEADER) ? context : null;
        }
    }
}
