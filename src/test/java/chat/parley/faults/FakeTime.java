package chat.parley.faults;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// libfaketime, which sets the clock of one process wrong. Where there is none the test that wants it is skipped, with
/// one line that says so; in CI (`CI=true`) it fails.
final class FakeTime {
    private static final String NAME = "faketime/libfaketime.so.1";

    private FakeTime() {}

    /// The environment of a process whose clock is that much ahead or behind, such as `+5m`.
    static Map<String, String> of(String offset) {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME",
                offset,
                // Timers run by the other clock, which is right.
                "DONT_FAKE_MONOTONIC",
                "1",
                // Waits are timed by it, too; taken for those of the other clock they would end at once, again and
                // again.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Path library() {
        return Stream.of("/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/local/lib")
                .map(folder -> Path.of(folder, NAME))
                .filter(Files::exists)
                .findFirst()
                .orElseGet(FakeTime::missing);
    }

    private static Path missing() {
        String why = "skipped: no libfaketime found (Debian: apt-get install libfaketime)";
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            throw new AssertionError(why);
        }
        System.out.println(why);
        return abort(why);
    }
}
