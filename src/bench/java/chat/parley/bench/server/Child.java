package chat.parley.bench.server;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// A program that runs until it is closed, or this one ends; its output goes to a file.
public final class Child implements AutoCloseable {
    private static final long LOOK = 2;
    /// Characters of a log that an error shows.
    private static final int TOLD = 2000;

    private final Process process;
    private final Path log;
    private final Thread lastWill;

    /// @param environment all that it gets, except PATH and HOME
    /// @param folder where it runs
    public Child(List<String> command, Map<String, String> environment, Path log, Path folder) {
        this.log = log;
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("expected a program that starts: " + command, e);
        }
        lastWill = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastWill);
    }

    public long pid() {
        return process.pid();
    }

    /// Its output so far.
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until it is ready.
    /// @throws IllegalStateException with its output, if it ends or takes longer
    public void await(BooleanSupplier ready, int seconds) {
        long end = System.nanoTime() + SECONDS.toNanos(seconds);
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                throw new IllegalStateException("expected to be ready within %d s, but it %s:%n%s"
                        .formatted(seconds, process.isAlive() ? "is not" : "has ended", lastWords()));
            }
            pause(LOOK);
        }
    }

    private String lastWords() {
        String said = said();
        return said.substring(Math.max(0, said.length() - TOLD));
    }

    /// Waits until it ends.
    /// @return whether it succeeded in time
    public boolean ends(int seconds) {
        try {
            return process.waitFor(seconds, SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Asks it to end and waits; kills it if it does not.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(lastWill);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
