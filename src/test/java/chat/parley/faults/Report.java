package chat.parley.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;

/// Prints a row for each fault and writes those of this run to `target/faults.md`.
final class Report {
    private static final Path FILE = Path.of("target", "faults.md");
    private static final String HEAD =
            "| fault | acknowledged | delivered | lost | doubled | holes | measured |\n|---|---|---|---|---|---|---|\n";

    private static boolean begun;

    private Report() {}

    static void row(String fault, Verdict verdict, String measured) {
        line(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %s |",
                fault,
                verdict.acknowledged(),
                verdict.delivered(),
                verdict.lost(),
                verdict.doubled(),
                verdict.holes(),
                measured));
    }

    /// Entries that were acknowledged, and then found in the archive: each once, which the test has checked.
    static void archived(String fault, int entries, String measured) {
        line(String.format(Locale.ROOT, "| %s | %d | %d | 0 | 0 | 0 | %s |", fault, entries, entries, measured));
    }

    private static synchronized void line(String line) {
        System.out.println(line);
        try {
            if (!begun) {
                Files.createDirectories(FILE.getParent());
                Files.writeString(FILE, HEAD);
                begun = true;
            }
            Files.writeString(FILE, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A percentile of the values; 0 if there are none.
    static double percentile(double[] values, int percent) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
