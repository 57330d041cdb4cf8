package chat.parley.kit;

import chat.parley.trace.Traces;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/// Samples every trace and exports it to a collector that does not exist.
public final class Tracing {
    private Tracing() {}

    public static Traces toNobody() {
        return new Traces(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "otel.exporter.otlp.endpoint",
                                "http://127.0.0.1:1",
                                "otel.traces.sampler.arg",
                                "1",
                                "otel.bsp.schedule.delay",
                                "3600000"),
                        "test",
                        1_000))
                .build());
    }
}
