package chat.parley.boot;

import java.util.List;
import java.util.regex.Pattern;

/// OpenTelemetry's settings, for the parts that are in the package; read only if a collector is configured.
final class TraceSettings {

    private static final int MANY = 1_000_000_000;
    private static final String EXPORTER = "otel.exporter.otlp.";

    static final List<Setting> ALL = List.of(
            otel(EXPORTER + "endpoint", new Addresses.Url()),
            otel(EXPORTER + "traces.endpoint", new Addresses.Url()),
            otel(EXPORTER + "protocol", words("http/protobuf")),
            otel(EXPORTER + "traces.protocol", words("http/protobuf")),
            otel(EXPORTER + "compression", words("gzip", "none")),
            otel(EXPORTER + "traces.compression", words("gzip", "none")),
            otel(EXPORTER + "headers", new SecretPairs()),
            otel(EXPORTER + "traces.headers", new SecretPairs()),
            otel(EXPORTER + "timeout", milliseconds()),
            otel(EXPORTER + "traces.timeout", milliseconds()),
            otel(EXPORTER + "certificate", new Forms.ReadableFile()),
            otel(EXPORTER + "traces.certificate", new Forms.ReadableFile()),
            otel(EXPORTER + "client.key", new Forms.ReadableFile()),
            otel(EXPORTER + "traces.client.key", new Forms.ReadableFile()),
            otel(EXPORTER + "client.certificate", new Forms.ReadableFile()),
            otel(EXPORTER + "traces.client.certificate", new Forms.ReadableFile()),
            otel("otel.traces.exporter", words("otlp", "none")),
            otel(
                    "otel.traces.sampler",
                    words(
                            "parentbased_traceidratio",
                            "traceidratio",
                            "parentbased_always_on",
                            "always_on",
                            "parentbased_always_off",
                            "always_off")),
            otel("otel.traces.sampler.arg", new Share()),
            otel("otel.propagators", new Forms.ListOf(words("tracecontext", "baggage", "none"))),
            otel("otel.resource.attributes", pairs()),
            otel("otel.bsp.schedule.delay", milliseconds()),
            otel("otel.bsp.export.timeout", milliseconds()),
            otel("otel.bsp.max.queue.size", new Forms.Whole(1, MANY)),
            otel("otel.bsp.max.export.batch.size", new Forms.Whole(1, MANY)));

    private TraceSettings() {}

    private static Setting otel(String name, Form form) {
        return new Setting(name, new Forms.OrNothing(form));
    }

    private static Form words(String... words) {
        return new Forms.OneOf(List.of(words));
    }

    private static Like pairs() {
        return new Like("name=value, several separated by commas", Pattern.compile("([^=,]+=[^,]*,?)+"));
    }

    private static Form milliseconds() {
        return new Like("milliseconds, or a number with ms, s, m, h or d", Pattern.compile("[0-9]{1,9}(ms|s|m|h|d)?"));
    }

    private record Like(String expected, Pattern pattern) implements Form {
        @Override
        public boolean fits(String value) {
            return pattern.matcher(value).matches();
        }
    }

    private record SecretPairs() implements Form {
        @Override
        public String expected() {
            return pairs().expected();
        }

        @Override
        public boolean fits(String value) {
            return pairs().fits(value);
        }

        @Override
        public String shown(String value) {
            return "something else (which is not shown)";
        }
    }

    private record Share() implements Form {
        @Override
        public String expected() {
            return "a share from 0 to 1";
        }

        @Override
        public boolean fits(String value) {
            try {
                double share = Double.parseDouble(value);
                return share >= 0 && share <= 1;
            } catch (NumberFormatException notANumber) {
                return false;
            }
        }
    }
}
