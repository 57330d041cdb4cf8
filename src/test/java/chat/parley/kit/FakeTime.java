package chat.parley.kit;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// libfaketime, which changes the clock of one process. Without it the test is skipped, and one line says so;
/// in CI (`CI=true`) it fails.
public final class FakeTime {
    private static final String NAME = "faketime/libfaketime.so.1";

    private FakeTime() {}

    /// The environment of a process whose clock is ahead or behind by this much, such as `+5m`.
    public static Map<String, String> of(String offset) {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME",
                offset,
                // Timers use the monotonic clock, which is right.
                "DONT_FAKE_MONOTONIC",
                "1",
                // Waits use it, too; if they used the changed clock they would end at once, again and again.
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
