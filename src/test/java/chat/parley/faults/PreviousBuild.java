package chat.parley.faults;

import chat.parley.kit.Form;
import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The packaged build before this one: that of the latest tag below this commit or, without tags, of the
/// commit before the last one that changed `src/main`. Its own `mvnw` builds it within about a minute, and it
/// is kept in `target/previous` under its commit. Only the long form builds it;
/// `-Dparley.previous=<folder>` names an existing one.
record PreviousBuild(String name, Path jar) {
    private static final String RUNNER = "quarkus-run.jar";
    private static final Path KEPT = Path.of("target", "previous");
    private static final Path HERE = Path.of(".");
    private static final int SHORT = 12;
    private static final AtomicBoolean SAID = new AtomicBoolean();

    /// Finds or builds it; unless that is requested, the test is skipped and one line says so.
    static PreviousBuild find() {
        Optional<Path> given =
                Optional.ofNullable(System.getProperty("parley.previous")).map(Path::of);
        if (given.isPresent()) {
            return in(given.get().toString(), given.get());
        }
        if (!Form.isLong()) {
            String missing = "not run here, the previous build is made by -Pwhole or named by -Dparley.previous:"
                    + " two releases on one Redis";
            if (!SAID.getAndSet(true)) {
                System.out.println(missing);
            }
            throw new TestAbortedException(missing);
        }
        Path git = Program.named("git", "two releases on one Redis");
        String commit = commit(git);
        Path kept = KEPT.resolve(commit.substring(0, SHORT));
        if (!Files.exists(kept.resolve(RUNNER))) {
            make(git, commit, kept);
        }
        return in(commit.substring(0, SHORT), kept);
    }

    private static PreviousBuild in(String name, Path folder) {
        Path jar = folder.resolve(RUNNER);
        if (!Files.exists(jar)) {
            throw new AssertionError("parley.previous: expected the folder of a packaged app (target/quarkus-app) with "
                    + RUNNER + ", got " + folder.toAbsolutePath());
        }
        return new PreviousBuild(name, jar.toAbsolutePath());
    }

    private static String commit(Path git) {
        String tag = Program.run(git, HERE, "tag", "--list", "--sort=-creatordate", "--merged", "HEAD", "--no-contains")
                .lines()
                .findFirst()
                .orElse("");
        String found = tag.isEmpty()
                ? Program.run(git, HERE, "log", "-1", "--skip=1", "--format=%H", "--", "src/main")
                : Program.run(git, HERE, "rev-list", "-1", tag);
        if (found.isBlank()) {
            throw new AssertionError("expected the history of this repository, with a commit below the last one that"
                    + " changed src/main, but it is cut off; fetch all of it (fetch-depth: 0)");
        }
        return found.strip();
    }

    private static void make(Path git, String commit, Path kept) {
        try {
            Files.createDirectories(KEPT);
            Path sources = Files.createTempDirectory(KEPT, "making-").toAbsolutePath();
            Path archive = sources.resolve("sources.tar");
            Program.run(git, HERE, "archive", "--format=tar", "--output=" + archive, commit);
            Program.run(Program.named("tar", "two releases on one Redis"), sources, "-xf", archive.toString());
            build(sources);
            Files.move(sources.resolve("target/quarkus-app"), kept, StandardCopyOption.ATOMIC_MOVE);
            delete(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Uses the local repository if that suffices: it mostly needs what this build needs.
    private static void build(Path sources) {
        Path maven = sources.resolve("mvnw");
        try {
            Program.run(maven, sources, "-B", "-q", "-o", "-Dmaven.test.skip=true", "package");
        } catch (AssertionError missing) {
            Program.run(maven, sources, "-B", "-q", "-Dmaven.test.skip=true", "package");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
