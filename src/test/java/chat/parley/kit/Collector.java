package chat.parley.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Receives the pods' traces, on loopback: OTLP over HTTP.
public final class Collector implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    /// A span that a pod exported.
    public record ExportedSpan(List<KeyValue> pod, Span span) {
        public String what() {
            return span.getName();
        }

        public String kind() {
            return span.getKind().name();
        }

        public String trace() {
            return HEX.formatHex(span.getTraceId().toByteArray());
        }

        public String id() {
            return HEX.formatHex(span.getSpanId().toByteArray());
        }

        /// Empty for the root span.
        public String parent() {
            return HEX.formatHex(span.getParentSpanId().toByteArray());
        }

        /// The pod's name.
        public String by() {
            return value(pod, "service.instance.id");
        }

        /// The attribute's value as text; `""` if there is none.
        public String attribute(String name) {
            return value(span.getAttributesList(), name);
        }

        private static String value(List<KeyValue> values, String name) {
            return values.stream()
                    .filter(one -> one.getKey().equals(name))
                    .map(one -> one.getValue().hasIntValue()
                            ? Long.toString(one.getValue().getIntValue())
                            : one.getValue().getStringValue())
                    .findFirst()
                    .orElse("");
        }
    }

    private final List<ExportedSpan> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (ResourceSpans pod : request.getResourceSpansList()) {
                for (ScopeSpans scope : pod.getScopeSpansList()) {
                    scope.getSpansList()
                            .forEach(span ->
                                    spans.add(new ExportedSpan(pod.getResource().getAttributesList(), span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /// The environment that makes a pod export everything here, soon.
    public Map<String, String> environment() {
        return Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_TRACES_SAMPLER_ARG",
                "1",
                "OTEL_BSP_SCHEDULE_DELAY",
                "50");
    }

    /// Everything received so far.
    public List<ExportedSpan> all() {
        return List.copyOf(spans);
    }

    /// Waits until this many matching spans have arrived.
    public List<ExportedSpan> hears(int count, Predicate<ExportedSpan> which) {
        await().atMost(20, SECONDS).until(() -> fitting(which).count() >= count);
        return fitting(which).toList();
    }

    private Stream<ExportedSpan> fitting(Predicate<ExportedSpan> which) {
        return spans.stream().filter(which);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
