package chat.parley.dev;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Three real sentinels that watch one master of a test and promote a replica when it dies.
public final class OwnSentinels implements AutoCloseable {
    /// Their name for the master.
    public static final String MASTER = "parley";

    private static final int COUNT = 3;
    private static final int QUORUM = 2;
    private static final Path BINARIES = Path.of("target", "redis");

    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    public OwnSentinels(int master) {
        try {
            Path binary = RedisBinary.in(BINARIES).toAbsolutePath();
            for (int i = 0; i < COUNT; i++) {
                start(binary, master);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(Path binary, int master) throws IOException {
        int port = FreePort.next();
        Path folder = Files.createTempDirectory("parley-own-sentinel-");
        Path settings = Files.writeString(
                folder.resolve("sentinel.conf"), """
                port %d
                bind 127.0.0.1
                dir %s
                sentinel monitor %s 127.0.0.1 %d %d
                sentinel down-after-milliseconds %s 1000
                sentinel failover-timeout %s 5000
                """.formatted(port, folder, MASTER, master, QUORUM, MASTER, MASTER));
        Process process = new ProcessBuilder(binary.toString(), settings.toString(), "--sentinel")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sentinel.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        processes.add(process);
        ports.add(port);
    }

    /// In the form of `quarkus.redis.hosts`.
    public String hosts() {
        return ports.stream().map(port -> "redis://127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    /// The port of the node that they consider the master now.
    public int master() {
        try {
            List<String> lines = new RedisProbe(ports.getFirst()).ask("SENTINEL get-master-addr-by-name " + MASTER, 5);
            return Integer.parseInt(lines.get(4));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until each knows the others and a replica: before that none of them can promote it.
    public void know() {
        await().atMost(20, SECONDS).until(this::knowing);
    }

    private boolean knowing() {
        return ports.stream().allMatch(port -> {
            try {
                String line = String.join(" ", new RedisProbe(port).ask("SENTINEL master " + MASTER, 80));
                return line.matches(".*num-slaves \\$1 1 .*") && line.matches(".*num-other-sentinels \\$1 2 .*");
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
