package chat.parley.delivery;

import java.util.ArrayList;
import java.util.List;

/// What a user read on other devices, as long as one session of his has not heard the log events that it was counted
/// after. In the order in which it was counted; of what the session knows to be read nothing is kept.
final class PendingReads {

    /// Costs nothing while it is empty, which it nearly always is.
    private List<ReadElsewhere> reads = List.of();
    private long known;

    /// Up to here the session knows that all was read, by whatever way.
    void known(long read) {
        known = Math.max(known, read);
        forgetKnown();
    }

    void add(ReadElsewhere read) {
        if (reads.isEmpty()) {
            reads = new ArrayList<>(2);
        }
        reads.add(read);
        forgetKnown();
    }

    /// What was counted anew stands for all that was counted before it.
    void replace(ReadElsewhere read) {
        List<ReadElsewhere> later =
                reads.stream().filter(one -> one.at() > read.at()).toList();
        reads = new ArrayList<>(later.size() + 1);
        reads.add(read);
        reads.addAll(later);
        forgetKnown();
    }

    boolean isEmpty() {
        return reads.isEmpty();
    }

    /// Whether the session has heard events already that the newest count does not know of.
    boolean overtaken(long heard) {
        while (reads.size() > 1 && reads.getFirst().at() < heard) {
            reads.removeFirst();
        }
        return !reads.isEmpty() && reads.getFirst().at() < heard;
    }

    /// Whether the first one's place is behind `heard`; then it is the caller's to take.
    boolean due(long heard) {
        return !reads.isEmpty() && reads.getFirst().at() == heard;
    }

    /// The first one, which the session knows of from now on.
    ReadElsewhere take() {
        ReadElsewhere first = reads.removeFirst();
        if (reads.isEmpty()) {
            reads = List.of();
        }
        known(first.mine().read());
        return first;
    }

    private boolean isKnown(ReadElsewhere one) {
        return one.mine().read() < known || (one.mine().read() == known && !one.fewer());
    }

    private void forgetKnown() {
        if (!reads.isEmpty() && reads.removeIf(this::isKnown) && reads.isEmpty()) {
            reads = List.of();
        }
    }
}
