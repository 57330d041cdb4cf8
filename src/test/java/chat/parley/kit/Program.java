package chat.parley.kit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// A program on this machine that a test starts. If it is missing, the test is skipped and one line says so;
/// in CI (if the variable `CI` is set) the test fails.
public final class Program {
    private Program() {}

    /// Its path.
    /// @param what is skipped without it
    public static Path named(String name, String what) {
        Optional<Path> found = Stream.concat(
                        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            String missing = "not run here, there is no " + name + ": " + what;
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing);
            }
            System.out.println(missing);
            throw new TestAbortedException(missing);
        }
        return found.get();
    }

    /// The redis-server for tests that need 7.0 or later, or TLS: the one that `PARLEY_DEV_REDIS_SERVER`
    /// names, else the installed one.
    /// @param what is skipped without it
    public static Path redisServer(String what) {
        String own = System.getenv("PARLEY_DEV_REDIS_SERVER");
        Path server = own == null || own.isBlank() ? named("redis-server", what) : Path.of(own);
        String version = run(server, Path.of("."), "--version");
        if (version.matches("(?s).* v=[0-6]\\..*")) {
            throw notRun("expected redis-server 7.0 or later, not " + version.strip() + ": " + what);
        }
        return server;
    }

    /// Skips a test because something is missing on this machine, and says so in one line.
    public static RuntimeException notRun(String why) {
        System.out.println("not run here, " + why);
        return new TestAbortedException(why);
    }

    /// Runs it to completion.
    /// @return its output, of both streams
    /// @throws AssertionError if it failed, with its output
    public static String run(Path program, Path folder, String... words) {
        try {
            Process process = new ProcessBuilder(command(program, words))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(program.getFileName() + " " + List.of(words) + " said " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Starts it; it ends with this JVM at the latest.
    /// @param log for its output
    public static Process start(Path program, Path folder, Path log, String... words) {
        try {
            Process process = new ProcessBuilder(command(program, words))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path program, String... words) {
        return Stream.concat(Stream.of(program.toString()), Stream.of(words)).toList();
    }
}
