package chat.parley.boot;

import io.quarkus.runtime.LaunchMode;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

/// What is wrong with settings, a sentence each.
final class Refusals {

    private Refusals() {}

    /// What settings demand of each other, and of the machine, is looked at only where each is right.
    static List<String> of(Given given, LaunchMode mode) {
        List<String> single = Stream.concat(names(given, mode), forms(given)).toList();
        if (!single.isEmpty()) {
            return single;
        }
        boolean production = mode == LaunchMode.NORMAL;
        List<String> together = Stream.concat(
                        Relations.refusals(given), production ? Required.refusals(given) : Stream.empty())
                .toList();
        return together.isEmpty() && production ? Ports.refusals(given).toList() : together;
    }

    /// Tests have properties of their own beside those of the application under test, and so has the JVM of
    /// development.
    private static Stream<String> names(Given given, LaunchMode mode) {
        return switch (mode) {
            case NORMAL -> Stream.concat(Names.unknownVariables(given), Names.unknownProperties(given));
            case DEVELOPMENT, RUN -> Names.unknownVariables(given);
            case TEST -> Stream.empty();
        };
    }

    private static Stream<String> forms(Given given) {
        return Stream.of(Settings.OURS, Settings.OTHERS, traced(given) ? Settings.TRACES : List.<Setting>of())
                .flatMap(List::stream)
                .flatMap(setting -> refusal(setting, given).stream());
    }

    private static boolean traced(Given given) {
        return (given.has("otel.exporter.otlp.endpoint") || given.has("otel.exporter.otlp.traces.endpoint"))
                && !given.says("otel.sdk.disabled", "true")
                && !given.says("otel.traces.exporter", "none");
    }

    private static Optional<String> refusal(Setting setting, Given given) {
        try {
            return given.value(setting.name())
                    .filter(setting.form().fits().negate())
                    .map(value -> setting.title() + ": " + setting.form().refusal(value) + ".");
        } catch (NoSuchElementException unresolved) {
            return Optional.of(setting.title() + ": expected a value, got one that refers to another that is not set.");
        }
    }
}
