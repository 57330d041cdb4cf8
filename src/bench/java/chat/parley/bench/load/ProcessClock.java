package chat.parley.bench.load;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The kernel's CPU clock of another process: nanoseconds over all its threads, including ended ones, whereas
/// /proc counts in ticks of 10 ms.
final class ProcessClock {
    // The signature is that of the man page.
    @SuppressWarnings("restricted")
    private static final MethodHandle CLOCK_GETTIME = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("clock_gettime").orElseThrow(),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    /// CPUCLOCK_SCHED of a process, as clock_getcpuclockid(3) makes it on Linux.
    private static final int OF_ALL_THREADS = 2;

    private ProcessClock() {}

    /// CPU that the process has used; 0 if there is no such process.
    static double seconds(long process) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(2 * JAVA_LONG.byteSize());
            int clock = ~(int) process << 3 | OF_ALL_THREADS;
            int failed = (int) CLOCK_GETTIME.invokeExact(clock, time);
            return failed != 0 ? 0 : time.getAtIndex(JAVA_LONG, 0) + time.getAtIndex(JAVA_LONG, 1) / 1e9;
        } catch (Throwable e) {
            throw new IllegalStateException("expected clock_gettime(2) of the platform", e);
        }
    }
}
