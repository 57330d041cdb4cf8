package chat.parley.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real redis-server on 127.0.0.1 that lives exactly as long as the JVM that started it, however that ends.
///
/// Its shell waits for the JVM's end of a pipe to close and then sends SIGTERM, on which Redis saves. So a
/// killed JVM leaves no orphan, a draining one keeps its Redis until it has finished, and nothing has to
/// survive a live reload. If two are started on one port the second ends before it touches any data: Redis
/// binds first.
final class RedisServer {
    static final String ADDRESS = "127.0.0.1";
    /// The append-only file; its name distinguishes our servers from others.
    static final String LOG = "parley-dev.aof";

    private static final Duration START = Duration.ofSeconds(10);

    /// `daemonize` detaches Redis from the terminal: Ctrl-C is for the JVM, and Redis follows it.
    private static final String LIFE_LINE = """
            trap '' INT TERM HUP
            binary=$1 folder=$2 port=$3 temporary=$4
            shift 4
            pid=$folder/$$.pid
            "$binary" --daemonize yes --pidfile "$pid" --bind 127.0.0.1 --port "$port" --dir "$folder" \\
              --logfile "$folder/redis.log" --save '' --appendonly yes --appendfsync everysec \\
              --appendfilename parley-dev.aof --maxmemory-policy noeviction "$@" || exit
            cat >/dev/null
            if server=$(cat "$pid" 2>/dev/null) && kill "$server" 2>/dev/null; then
              tenths=0
              while [ -e "$pid" ] && [ $((tenths += 1)) -le 100 ]; do sleep 0.1; done
            fi
            [ "$temporary" = false ] || rm -rf "$folder"
            """;

    private final int port;
    private final Path folder;
    private final boolean temporary;

    /// @param folder where the data is kept; created if it is missing
    /// @param temporary whether the folder is deleted when the server ends
    RedisServer(int port, Path folder, boolean temporary) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("expected a port from 1 to 65535, got " + port);
        }
        this.port = port;
        this.folder = folder.toAbsolutePath().normalize();
        this.temporary = temporary;
    }

    /// Starts a server, or waits for the one that another process is starting.
    ///
    /// @param binaries where the executable is unpacked to
    /// @throws IllegalStateException if no Redis answers on the port afterwards, with the reason and the
    ///     remedy
    void start(Path binaries) {
        try {
            Files.createDirectories(folder);
            List<String> command = new ArrayList<>(List.of(
                    "sh",
                    "-c",
                    LIFE_LINE,
                    "parley-redis",
                    RedisBinary.in(binaries).toAbsolutePath().toString(),
                    folder.toString(),
                    Integer.toString(port),
                    Boolean.toString(temporary)));
            command.addAll(RedisAcl.ofThisRun().words());
            Process shell = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("redis.log").toFile()))
                    .start();
            // The hook does nothing: it only keeps the pipe from being collected, and closed, too early.
            Runtime.getRuntime().addShutdownHook(new Thread(shell::isAlive, "redis-life-line"));
            awaitReady(shell);
        } catch (IOException e) {
            throw new IllegalStateException(refusal(String.valueOf(e.getMessage())), e);
        }
    }

    private void awaitReady(Process shell) throws IOException {
        RedisProbe probe = new RedisProbe(port);
        long deadline = System.nanoTime() + START.toNanos();
        try {
            while (probe.ping() != RedisProbe.Answer.READY) {
                boolean ended = shell.waitFor(20, TimeUnit.MILLISECONDS);
                if (probe.ping() == RedisProbe.Answer.FOREIGN || ended || System.nanoTime() > deadline) {
                    throw new IOException("see " + folder.resolve("redis.log"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it started", e);
        }
    }

    private String refusal(String reason) {
        return "expected a Redis on " + ADDRESS + ":" + port + ", but it does not answer (" + reason
                + "). Set parley.dev.redis-port to a free port, or quarkus.redis.hosts to a Redis of your own.";
    }
}
