package chat.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What processes have used so far, and the memory that they hold. Read from Linux' /proc and process clocks.
/// @param cpu seconds, of all threads, by each process' clock
/// @param user seconds of `cpu` outside the kernel, in steps of 10 ms
/// @param resident bytes in memory
public record Gauge(double cpu, double user, double kernel, long resident) {
    private static final double TICKS = 100;
    private static final int USER = 11;
    private static final int BUSY = 8;

    /// Of all of them together.
    public static Gauge of(List<Long> processes) {
        return processes.stream().map(Gauge::of).reduce(new Gauge(0, 0, 0, 0), Gauge::plus);
    }

    public static Gauge of(long process) {
        String[] stat = afterName(read("/proc/" + process + "/stat"));
        long resident = read("/proc/" + process + "/status")
                .lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(0);
        return new Gauge(
                ProcessClock.seconds(process),
                stat.length > USER ? Long.parseLong(stat[USER]) / TICKS : 0,
                stat.length > USER ? Long.parseLong(stat[USER + 1]) / TICKS : 0,
                resident);
    }

    /// Seconds for which the machine's processors were busy, added up.
    public static double machine() {
        String[] fields = read("/proc/stat").lines().findFirst().orElse("").split(" +", -1);
        double sum = 0;
        for (int i = 1; i < fields.length && i < BUSY; i++) {
            // Neither idle nor waiting for a disk.
            sum += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]) / TICKS;
        }
        return sum;
    }

    public Gauge minus(Gauge earlier) {
        return new Gauge(cpu - earlier.cpu, user - earlier.user, kernel - earlier.kernel, resident - earlier.resident);
    }

    private Gauge plus(Gauge other) {
        return new Gauge(cpu + other.cpu, user + other.user, kernel + other.kernel, resident + other.resident);
    }

    /// The name may contain spaces and is in brackets.
    private static String[] afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            // A process that has ended uses nothing.
            return "";
        }
    }
}
