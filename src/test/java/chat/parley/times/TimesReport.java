package chat.parley.times;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Keeps the times of each phase of the build, and writes `target/times.md` from all of them.
final class TimesReport {
    private static final Path REPORT = Path.of("target", "times.md");
    private static final Path PHASES = Path.of("target", "times");
    private static final String ENDING = ".tsv";
    private static final int SLOWEST = 10;
    private static final Comparator<ClassTime> SLOWEST_FIRST =
            Comparator.comparingDouble(ClassTime::wall).reversed();

    private final String phase;

    /// @param phase `unit` or `integration`: replaces what its last run left
    TimesReport(String phase) {
        this.phase = phase;
    }

    /// @param wall seconds of the whole phase
    void write(List<ClassTime> times, double wall) throws IOException {
        Files.createDirectories(PHASES);
        Files.write(
                PHASES.resolve(phase + ENDING),
                times.stream().map(ClassTime::line).toList());
        Files.write(REPORT, Stream.concat(head(), all().map(ClassTime::row)).toList());
        System.out.printf(Locale.ROOT, "%s tests: %d classes in %.1f s%n", phase, times.size(), wall);
        System.out.println("The ten slowest classes so far (wall s, CPU s, pods; all in " + REPORT + "):");
        all().limit(SLOWEST).map(TimesReport::printed).forEach(System.out::println);
    }

    private static String printed(ClassTime time) {
        return String.format(Locale.ROOT, "%8.1f %8.1f %3d  %s", time.wall(), time.cpu(), time.pods(), time.name());
    }

    private static Stream<String> head() {
        return Stream.of("| class | wall s | CPU s | pods started |", "|---|---:|---:|---:|");
    }

    private static Stream<ClassTime> all() throws IOException {
        try (Stream<Path> phases = Files.list(PHASES)) {
            return phases.filter(file -> file.toString().endsWith(ENDING)).sorted().toList().stream()
                    .flatMap(TimesReport::lines)
                    .map(ClassTime::of)
                    .flatMap(Optional::stream)
                    .sorted(SLOWEST_FIRST);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            System.out.println("Times of an earlier phase are missing: " + e);
            return Stream.empty();
        }
    }
}
