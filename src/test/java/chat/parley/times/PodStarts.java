package chat.parley.times;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the pods that each test class starts.
public final class PodStarts {
    private static final InheritableThreadLocal<AtomicInteger> OF_THIS_CLASS = new InheritableThreadLocal<>();

    private PodStarts() {}

    /// Whatever starts a pod has to call this, on the thread of the test or on a thread that the test
    /// started.
    public static void count() {
        AtomicInteger count = OF_THIS_CLASS.get();
        if (count != null) {
            count.incrementAndGet();
        }
    }

    /// Starts counting for the class that begins on this thread.
    static AtomicInteger begin() {
        AtomicInteger count = new AtomicInteger();
        OF_THIS_CLASS.set(count);
        return count;
    }
}
