package chat.parley.times;

import java.util.Locale;
import java.util.Optional;

/// The time of one test class.
/// @param name the class, without `chat.parley.`
/// @param wall seconds from its first extension to its last
/// @param cpu seconds of CPU of the test JVM and of all processes below it; classes that ran in parallel
/// count an equal share each
/// @param pods that it started; those of a shared cluster count for the class that came first
record ClassTime(String name, double wall, double cpu, int pods) {
    private static final String TAB = "\t";

    String line() {
        return String.format(Locale.ROOT, "%s\t%.2f\t%.2f\t%d", name, wall, cpu, pods);
    }

    String row() {
        return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %d |", name, wall, cpu, pods);
    }

    static Optional<ClassTime> of(String line) {
        String[] parts = line.split(TAB, -1);
        return parts.length != 4
                ? Optional.empty()
                : Optional.of(new ClassTime(
                        parts[0],
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Integer.parseInt(parts[3])));
    }
}
