package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.kit.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The chart, rendered for several files of values at once.
final class HelmChart {
    static final Path FOLDER = Path.of("k8s", "helm");

    private final Path rendered;

    private HelmChart(Path rendered) {
        this.rendered = rendered;
    }

    /// @param folder for the result
    static HelmChart of(Path folder, Iterable<Path> values) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HelmTemplate.class.getName(),
                Files.createDirectories(folder).toString()));
        values.forEach(file -> command.add(file.toString()));
        Process helm = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(helm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = helm.waitFor();
        if (code == HelmTemplate.NO_LIBRARY) {
            String missing = "there is no Helm for this machine: rendering the chart";
            if (System.getenv("CI") != null) {
                throw new AssertionError(missing + said);
            }
            throw Program.notRun(missing);
        }
        assertEquals(0, code, said);
        return new HelmChart(folder);
    }

    /// What a file of values renders to.
    Manifests with(String name) throws IOException {
        Path refused = rendered.resolve(name + ".refused");
        if (Files.exists(refused)) {
            throw new AssertionError(name + ": " + Files.readString(refused));
        }
        return Manifests.of(name, text(name));
    }

    String text(String name) throws IOException {
        return Files.readString(rendered.resolve(name + ".rendered"));
    }

    /// Why a file of values is refused; empty if it is not.
    String refusal(String name) throws IOException {
        Path refused = rendered.resolve(name + ".refused");
        return Files.exists(refused) ? Files.readString(refused) : "";
    }

    /// Writes files of values.
    static List<Path> write(Path folder, Map<String, String> texts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (var text : texts.entrySet()) {
            files.add(Files.writeString(folder.resolve(text.getKey() + ".yaml"), text.getValue()));
        }
        return files;
    }
}
