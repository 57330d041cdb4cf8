package chat.parley.dev;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// A real PostgreSQL for one test, which may stop it, kill it, and start it again on the same port. It is the one
/// that Maven brings, or with `-Dparley.postgres=/usr/lib/postgresql/15` an installed one.
public final class OwnPostgres implements AutoCloseable {

    private static final Optional<Path> INSTALLED =
            Optional.ofNullable(System.getProperty("parley.postgres")).map(Path::of);
    private static final String USER = "parley";

    private final Path folder;
    private final Path binaries;
    private final int port;
    private Process server;

    public OwnPostgres() {
        try {
            folder = Files.createTempDirectory("parley-own-postgres-").toRealPath();
            binaries = INSTALLED.orElseGet(OwnPostgres::unpacked).resolve("bin");
            port = FreePort.next();
            run(List.of(
                    binaries.resolve("initdb").toString(),
                    "--auth=trust",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    "--username=" + USER,
                    "--pgdata=" + data()));
        } catch (IOException e) {
            throw new UncheckedIOException("expected a temporary folder and a free port for PostgreSQL", e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        server = launch();
        listens();
    }

    /// Unpacked once for all runs of this build.
    private static Path unpacked() {
        Path target = Path.of("target", "postgres").toAbsolutePath();
        synchronized (OwnPostgres.class) {
            if (Files.exists(target.resolve("bin/postgres"))) {
                return target;
            }
            String resource = "/postgres-linux-" + System.getProperty("os.arch").replace("amd64", "x86_64") + ".txz";
            try (InputStream packed = OwnPostgres.class.getResourceAsStream(resource)) {
                if (packed == null) {
                    throw new IllegalStateException("expected " + resource
                            + " on the class path, or -Dparley.postgres=<folder of an installed PostgreSQL>");
                }
                Path fresh = Files.createTempDirectory(Files.createDirectories(target.getParent()), "postgres-");
                unpack(packed, fresh);
                Files.move(fresh, target);
                return target;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0) {
                        Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
                        rights.add(PosixFilePermission.OWNER_EXECUTE);
                        Files.setPosixFilePermissions(file, rights);
                    }
                }
            }
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    public int port() {
        return port;
    }

    /// Where it keeps its files.
    public Path folder() {
        return folder;
    }

    /// Settings of a pod that uses it, `name=value`.
    public List<String> settings() {
        return List.of(
                "parley.archive=postgresql",
                "quarkus.datasource.reactive.url=postgresql://127.0.0.1:" + port + "/postgres",
                "quarkus.datasource.username=" + USER,
                "quarkus.datasource.password=" + USER);
    }

    /// Connections to it, as a pod has them.
    public Pool pool(Vertx vertx) {
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setDatabase("postgres")
                        .setUser(USER)
                        .setCachePreparedStatements(true))
                .with(new PoolOptions().setMaxSize(4))
                .build();
    }

    /// Starts with the data that it left behind.
    public void start() {
        server = launch();
        listens();
    }

    private Process launch() {
        try {
            return new ProcessBuilder(asAnyUser(List.of(
                            binaries.resolve("postgres").toString(),
                            "-D",
                            data().toString(),
                            "-p",
                            Integer.toString(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=" + folder,
                            "-c",
                            "shared_buffers=32MB")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("server.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listens() {
        await().atMost(30, SECONDS).until(() -> {
            if (!server.isAlive()) {
                throw new AssertionError(
                        "expected PostgreSQL to start, it said " + Files.readString(folder.resolve("server.log")));
            }
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    /// SIGINT: it ends all connections and what they do, and exits.
    public void stop() {
        signal("-INT");
        ends();
    }

    /// SIGKILL, and of all of its processes.
    public void kill() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
        ends();
    }

    /// SIGSTOP of all of its processes: it keeps its connections and answers nothing.
    public void pause() {
        server.descendants().forEach(one -> signal(one.pid(), "-STOP"));
        signal("-STOP");
    }

    /// SIGCONT, after [#pause].
    public void goOn() {
        signal("-CONT");
        server.descendants().forEach(one -> signal(one.pid(), "-CONT"));
    }

    private void signal(String signal) {
        signal(server.pid(), signal);
    }

    private static void signal(long pid, String signal) {
        run(List.of("kill", signal, Long.toString(pid)));
    }

    private void ends() {
        await().atMost(30, SECONDS).until(() -> !server.isAlive());
    }

    /// It refuses to run as root, so root becomes nobody to it.
    private static List<String> asAnyUser(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> all = new ArrayList<>(List.of("unshare", "-U"));
        all.addAll(command);
        return all;
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command.getFirst().equals("kill") ? command : asAnyUser(command))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("expected " + command.getFirst() + " to succeed, it said " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (server.isAlive()) {
            kill();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException _) {
            // Closed before.
        }
    }
}
