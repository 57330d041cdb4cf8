package chat.parley.boot;

import io.quarkus.runtime.LaunchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// What is wrong with the settings, one sentence each.
final class Refusals {

    private Refusals() {}

    /// Relations between settings, and the machine, are checked only if every setting is valid by itself.
    static List<String> of(Given given, LaunchMode mode) {
        List<String> refusals = new ArrayList<>(names(given, mode));
        refusals.addAll(forms(given));
        boolean production = mode == LaunchMode.NORMAL;
        if (refusals.isEmpty()) {
            refusals.addAll(Relations.refusals(given));
            refusals.addAll(production ? Required.refusals(given) : List.of());
        }
        if (refusals.isEmpty() && production) {
            refusals.addAll(Ports.refusals(given));
        }
        return refusals;
    }

    /// Tests have properties of their own besides those of the application under test, and so has the JVM in
    /// development.
    private static List<String> names(Given given, LaunchMode mode) {
        return switch (mode) {
            case NORMAL -> Names.unknown(given, true);
            case DEVELOPMENT, RUN -> Names.unknown(given, false);
            case TEST -> List.of();
        };
    }

    private static List<String> forms(Given given) {
        List<String> refusals = new ArrayList<>();
        check(Settings.OURS, given, refusals);
        check(Settings.OTHERS, given, refusals);
        if (traced(given)) {
            check(TraceSettings.ALL, given, refusals);
        }
        return refusals;
    }

    private static boolean traced(Given given) {
        return (given.has("otel.exporter.otlp.endpoint") || given.has("otel.exporter.otlp.traces.endpoint"))
                && !given.is("otel.sdk.disabled", "true")
                && !given.is("otel.traces.exporter", "none");
    }

    private static void check(List<Setting> settings, Given given, List<String> refusals) {
        for (Setting setting : settings) {
            try {
                Optional<String> value = given.value(setting.name());
                if (value.isPresent() && !setting.form().fits(value.get())) {
                    refusals.add(setting.title() + ": " + setting.form().refusal(value.get()) + ".");
                }
            } catch (NoSuchElementException unresolved) {
                refusals.add(setting.title() + ": expected a value, got a reference to one that is not set.");
            }
        }
    }
}
