package chat.parley.times;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/// Measures the time of each test class. The build names the phase (`-Dparley.times=unit`); without it, for
/// instance in an editor, nothing is measured.
public final class ClassTimes implements TestExecutionListener {
    private static final String PHASE = System.getProperty("parley.times", "");
    private static final int LOOK_MS = 500;
    private static final double NANOS = 1e9;

    private record Begun(long at, AtomicInteger pods) {}

    private final Map<String, Begun> running = new ConcurrentHashMap<>();
    private final List<ClassTime> times = Collections.synchronizedList(new ArrayList<>());
    private final CpuShares cpu = new CpuShares();
    private volatile long begun;
    private volatile @Nullable ScheduledExecutorService looks;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        if (PHASE.isEmpty()) {
            return;
        }
        begun = System.nanoTime();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("times").factory());
        timer.scheduleWithFixedDelay(cpu::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        looks = timer;
    }

    /// On the thread that will run the class's tests.
    @Override
    public void executionStarted(TestIdentifier begins) {
        name(begins).ifPresent(name -> {
            cpu.begin(name);
            running.put(name, new Begun(System.nanoTime(), PodStarts.begin()));
        });
    }

    @Override
    public void executionFinished(TestIdentifier ends, TestExecutionResult result) {
        name(ends).ifPresent(name -> {
            Begun one = running.remove(name);
            if (one != null) {
                times.add(new ClassTime(
                        name,
                        (System.nanoTime() - one.at()) / NANOS,
                        cpu.end(name),
                        one.pods().get()));
            }
        });
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ScheduledExecutorService timer = looks;
        if (timer == null) {
            return;
        }
        timer.shutdownNow();
        try {
            new TimesReport(PHASE).write(List.copyOf(times), (System.nanoTime() - begun) / NANOS);
        } catch (IOException e) {
            System.out.println("The times of the test classes were not written: " + e);
        }
    }

    /// The name of a test class that is not nested in another.
    private static Optional<String> name(TestIdentifier container) {
        return PHASE.isEmpty() || container.getUniqueIdObject().getSegments().size() != 2
                ? Optional.empty()
                : container
                        .getSource()
                        .filter(ClassSource.class::isInstance)
                        .map(source -> ((ClassSource) source).getClassName().replaceFirst("^chat\\.parley\\.", ""));
    }
}
