package chat.parley.delivery;

import java.util.ArrayList;
import java.util.List;

/// What a user read on other devices, until their session has got the log events that precede each count. In
/// the order of the counts; drops what the session already knows to be read.
final class PendingReads {

    /// Immutable and shared while it is empty, which it nearly always is.
    private List<ReadElsewhere> reads = List.of();
    private long knownRead;

    /// Records the seq up to which the session knows that all was read.
    void known(long read) {
        knownRead = Math.max(knownRead, read);
        forgetKnown();
    }

    void add(ReadElsewhere read) {
        if (reads.isEmpty()) {
            reads = new ArrayList<>(2);
        }
        reads.add(read);
        forgetKnown();
    }

    /// Adds a new count, which replaces all earlier ones.
    void replace(ReadElsewhere read) {
        List<ReadElsewhere> later =
                reads.stream().filter(other -> other.at() > read.at()).toList();
        reads = new ArrayList<>(later.size() + 1);
        reads.add(read);
        reads.addAll(later);
        forgetKnown();
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    /// Whether the session has already got events that the newest count does not include.
    boolean overtaken(long delivered) {
        while (reads.size() > 1 && reads.getFirst().at() < delivered) {
            reads.removeFirst();
        }
        return !reads.isEmpty() && reads.getFirst().at() < delivered;
    }

    /// Whether the first count follows the event `delivered`; then the caller takes it.
    boolean due(long delivered) {
        return !reads.isEmpty() && reads.getFirst().at() == delivered;
    }

    /// Takes the first count, which the session knows from now on.
    ReadElsewhere take() {
        ReadElsewhere first = reads.removeFirst();
        if (reads.isEmpty()) {
            reads = List.of();
        }
        known(first.mine().read());
        return first;
    }

    /// Whether the session knows that more was read than this count says.
    boolean knows(ReadElsewhere read) {
        return isKnown(read);
    }

    private boolean isKnown(ReadElsewhere read) {
        return read.mine().read() < knownRead || (read.mine().read() == knownRead && !read.fewer());
    }

    private void forgetKnown() {
        if (!reads.isEmpty() && reads.removeIf(this::isKnown) && reads.isEmpty()) {
            reads = List.of();
        }
    }
}
