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

/// Makes steps into spans, with the attributes of OpenTelemetry's conventions for messaging, and sends those that are
/// sampled to the collector, in the background; what it cannot take is dropped. The only class that knows how traces
/// are set up.
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

    /// One of a hundred messages is enough to see how they go, and what the collector has to take stays small.
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "parley",
            "otel.traces.sampler", "parentbased_traceidratio",
            "otel.traces.sampler.arg", "0.01",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    /// A collector that is away does not keep a pod from ending.
    private static final long LAST_WORDS_SECONDS = 3;

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

    /// What is wrong with its settings ends the pod with one sentence, as with all others: of what the check at the
    /// start
    /// (chat.parley.boot) does not know.
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
                    "OTEL_* (otel.*): expected what OpenTelemetry takes, got something else: " + reason(refusal));
        }
    }

    /// The innermost, on one line, without what it may quote of headers.
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

    /// Nothing where the context is not one.
    Step fanOut(String context, RoomId room) {
        Context sender = W3CTraceContextPropagator.getInstance().extract(Context.root(), context, new Words());
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
        sdk.shutdown().join(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
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

    /// A direct room is named by its two users, and who talks with whom is nobody else's business.
    private static String place(RoomId room) {
        return room.kind() == RoomKind.DIRECT ? "direct" : room.value();
    }

    /// Reads one word as if it were the only header.
    private static final class Words implements TextMapGetter<String> {
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
