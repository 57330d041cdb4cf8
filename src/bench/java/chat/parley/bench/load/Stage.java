package chat.parley.bench.load;

import java.time.Duration;

/// One measurement on ready clients.
/// @param warmup before the window that counts
/// @param drain the longest wait for what is in flight when the window ends
public record Stage(Pace pace, Duration warmup, Duration window, Duration drain) {

    public Stage {
        if (window.isNegative() || window.isZero() || warmup.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a window above 0 and a warm-up of at least 0, got %s and %s".formatted(window, warmup));
        }
    }

    /// With five seconds for what is in flight.
    public static Stage of(Pace pace, double warmup, double window) {
        return new Stage(pace, seconds(warmup), seconds(window), Duration.ofSeconds(5));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }
}
