package chat.parley.dev;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// A real redis-server for one test, which may stop it, kill it, remove its latest writes and restart it on
/// the same port.
public final class OwnRedis implements AutoCloseable {
    private static final Path BINARIES = Path.of("target", "redis");

    private static final String SNAPSHOT = "dump.rdb";

    private final RedisPlace place;

    public OwnRedis() {
        try {
            Path folder = Files.createTempDirectory("parley-own-redis-").toRealPath();
            place = new RedisPlace(FreePort.next(), folder, true);
        } catch (IOException e) {
            throw new UncheckedIOException("expected a temporary folder and a free port for Redis", e);
        }
        start();
    }

    /// The address for the application, with the user that production gives it.
    public URI address() {
        return RedisAcl.ofThisRun().address(place.port());
    }

    public int port() {
        return place.port();
    }

    /// Where its data is.
    public Path folder() {
        return place.folder();
    }

    /// Starts with the data that it left behind.
    public void start() {
        new RedisServer(place.port(), place.folder(), false).start(BINARIES);
    }

    /// SIGTERM: it saves everything and exits.
    public void stop() {
        ProcessHandle.of(number(pid())).orElseThrow().destroy();
        awaitEnd();
    }

    /// SIGKILL.
    public void kill() {
        Path pid = pid();
        ProcessHandle.of(number(pid)).orElseThrow().destroyForcibly();
        awaitEnd();
        pid.toFile().delete();
    }

    /// SIGSTOP: it keeps its connections and answers nothing.
    public void pause() {
        signal("-STOP");
    }

    /// SIGCONT, after [#pause].
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(number(pid())))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Becomes a replica of another Redis and has all of its data from here on.
    public void follow(OwnRedis master) {
        ask("REPLICAOF " + RedisServer.ADDRESS + " " + master.port());
        await().atMost(20, SECONDS)
                .until(() -> info("replication", "master_link_status").equals(Optional.of("up")));
    }

    /// Its replicas lag behind from now on: they are cut off and may not reconnect.
    public void replicateToNobody() {
        ask("ACL SETUSER default -psync -sync");
        ask("CLIENT KILL TYPE replica");
    }

    /// From now on it cannot write to its disk and refuses all writes (MISCONF): a folder is in the place of
    /// its snapshot.
    public void loseDisk() throws IOException {
        Files.createDirectories(place.folder().resolve(SNAPSHOT).resolve("in the way"));
        ask("CONFIG SET save \"3600 1\"");
        snapshot("err");
    }

    /// It can write again.
    public void findDisk() throws IOException {
        Files.delete(place.folder().resolve(SNAPSHOT).resolve("in the way"));
        Files.delete(place.folder().resolve(SNAPSHOT));
        snapshot("ok");
        ask("CONFIG SET save \"\"");
    }

    private void snapshot(String status) {
        await().atMost(20, SECONDS).until(() -> {
            ask("BGSAVE");
            return info("persistence", "rdb_last_bgsave_status").equals(Optional.of(status));
        });
    }

    /// What is on its disk now, by file.
    public Map<Path, byte[]> written() {
        // The file lags behind the answers; a rewritten one contains them all.
        rewrite();
        Map<Path, byte[]> written = new HashMap<>();
        for (Path file : files()) {
            try {
                written.put(file, Files.readAllBytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return written;
    }

    private boolean rewritten() {
        return Stream.of("aof_rewrite_in_progress", "aof_rewrite_scheduled")
                .allMatch(name -> info("persistence", name).equals(Optional.of("0")));
    }

    /// Restores an earlier [#written] while it is down: later writes are lost, as in a failover to a replica
    /// that lagged behind.
    public void lose(Map<Path, byte[]> earlier) {
        try {
            for (Path file : files()) {
                Files.delete(file);
            }
            for (Map.Entry<Path, byte[]> file : earlier.entrySet()) {
                Files.write(file.getKey(), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends one line of Redis' inline protocol and returns the first line of the answer.
    public String ask(String command) {
        return lines(command).getFirst();
    }

    /// All of its keys.
    public List<String> keys() {
        return KeyList.of(lines("KEYS *"));
    }

    /// Rewrites its append-only file to the current data, so that a restart does not replay the whole
    /// history.
    public void rewrite() {
        ask("BGREWRITEAOF");
        await().atMost(30, SECONDS).until(this::rewritten);
    }

    /// One line of its `INFO`.
    public Optional<String> info(String section, String name) {
        return lines("INFO " + section).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }

    /// All of its `INFO`, as pods read it.
    public String info() {
        return String.join("\n", lines("INFO"));
    }

    private List<String> lines(String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), place.port())) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    /// One file until Redis 6.2, a folder of them from 7.0 on.
    private List<Path> files() {
        try (var files = Files.walk(place.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(RedisServer.LOG))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server that shuts down in order removes its file.
    private Path pid() {
        try (var files = Files.list(place.folder())) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Path pid) {
        try {
            return Long.parseLong(Files.readString(pid).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitEnd() {
        await().atMost(10, SECONDS).until(() -> place.probe().ping() == RedisProbe.Answer.NOBODY);
    }

    @Override
    public void close() {
        if (place.probe().ping() != RedisProbe.Answer.NOBODY) {
            kill();
        }
        try (var files = Files.walk(place.folder())) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
