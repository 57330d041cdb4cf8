package chat.parley.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Every frame that one connection received, in order, and how it ended. Waiting has a deadline and never
/// sleeps blindly: each frame wakes it. Thread-safe.
public final class ReceivedFrames {
    /// The longest that anything in the protocol takes, except going offline (20 s), on a slow machine.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How a connection ended; 1006 without a close frame.
    public record End(int code, String reason) {}

    private final List<JsonNode> frames = new ArrayList<>();
    private Optional<End> end = Optional.empty();

    synchronized void frame(JsonNode frame) {
        frames.add(frame);
        notifyAll();
    }

    synchronized void ended(int code, String reason) {
        if (end.isEmpty()) {
            end = Optional.of(new End(code, reason));
            notifyAll();
        }
    }

    /// All frames so far.
    public synchronized List<JsonNode> all() {
        return List.copyOf(frames);
    }

    /// All matching frames so far.
    public List<JsonNode> all(Predicate<JsonNode> which) {
        return all().stream().filter(which).toList();
    }

    /// The first matching frame; waits for it.
    public JsonNode first(String what, Predicate<JsonNode> which) {
        return first(what, which, PATIENCE);
    }

    JsonNode first(String what, Predicate<JsonNode> which, Duration patience) {
        return await(what, patience, () -> frames.stream().filter(which).findFirst());
    }

    /// Waits until this many frames match.
    public List<JsonNode> atLeast(int count, String what, Predicate<JsonNode> which, Duration patience) {
        return await(count + " " + what, patience, () -> {
            List<JsonNode> found = frames.stream().filter(which).toList();
            return found.size() >= count ? Optional.of(found) : Optional.empty();
        });
    }

    /// Waits for the end of the connection.
    public End end() {
        return await("the end of the connection", PATIENCE, () -> end);
    }

    /// Whether the connection has ended.
    public synchronized boolean over() {
        return end.isPresent();
    }

    private synchronized <T> T await(String what, Duration patience, Supplier<Optional<T>> found) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<T> result = found.get();
        while (result.isEmpty()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError(
                        "expected " + what + " within " + patience.toSeconds() + " s, heard " + latest());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what, e);
            }
            result = found.get();
        }
        return result.get();
    }

    private String latest() {
        int from = Math.max(0, frames.size() - 12);
        return frames.size() + " frames, at the end " + frames.subList(from, frames.size()) + ", " + end;
    }
}
