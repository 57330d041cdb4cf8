package chat.parley.times;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the pods that each test class starts.
public final class PodStarts {
    private static final InheritableThreadLocal<AtomicInteger> OF_THIS_CLASS = new InheritableThreadLocal<>();

    private PodStarts() {}

    /// To be called by whatever starts one, on the thread of the test or on one that it started.
    public static void count() {
        AtomicInteger count = OF_THIS_CLASS.get();
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /// Begins to count for the class that this thread begins.
    static AtomicInteger begin() {
        AtomicInteger count = new AtomicInteger();
        OF_THIS_CLASS.set(count);
        return count;
    }
}
