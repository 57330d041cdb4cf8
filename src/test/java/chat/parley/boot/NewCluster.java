package chat.parley.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A copy of `k8s` and a cluster that its script `deploy` believes to be new: a client plays it
/// (`kubectl-of-a-new-cluster.sh`), nothing runs.
final class NewCluster {
    private final Path folder;
    private final Path objects;
    private final Map<String, String> environment = new HashMap<>();

    NewCluster(Path folder) throws IOException {
        this.folder = folder;
        objects = Files.createDirectories(folder.resolve("objects"));
        copy(Manifests.FOLDER, folder.resolve("k8s"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path kubectl = bin.resolve("kubectl");
        Files.copy(Path.of("src/test/resources/kubectl-of-a-new-cluster.sh"), kubectl);
        assertTrue(kubectl.toFile().setExecutable(true));
        environment.put("REAL", Rendered.kubectl().toString());
        environment.put("CLUSTER", objects.toString());
        environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    NewCluster with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// What an operator writes into a file below `k8s`.
    NewCluster replace(String file, String expected, String value) throws IOException {
        Path path = folder.resolve("k8s").resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(expected), () -> file + ": " + expected);
        Files.writeString(path, text.replace(expected, value));
        return this;
    }

    /// Copies a folder below `k8s`.
    NewCluster copy(String from, String to) throws IOException {
        copy(folder.resolve("k8s").resolve(from), folder.resolve("k8s").resolve(to));
        return this;
    }

    /// Runs the script.
    /// @param status that it exits with
    /// @return what it says
    String deploy(String overlay, int status) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(folder.resolve("k8s/deploy").toString(), overlay).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, SECONDS));
        assertTrue(process.exitValue() == status, () -> "exit status " + process.exitValue() + ": " + said);
        return said;
    }

    /// The commands that change something, in their order.
    List<String> changes() throws IOException {
        Path commands = objects.resolve("commands");
        return Files.exists(commands)
                ? Files.readAllLines(commands).stream()
                        .filter(line -> line.startsWith("apply") || line.startsWith("create"))
                        .toList()
                : List.of();
    }

    /// What it has now, strictly parsed.
    Manifests objects() throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(objects)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                text.append("---\n").append(Files.readString(file));
            }
        }
        return Manifests.of("the cluster", text.toString());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
