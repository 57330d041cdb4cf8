package chat.parley.examples;

import chat.parley.kit.Program;
import com.microsoft.playwright.impl.driver.Driver;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The folder of an example with the packed client installed beside it, served on an origin of its own, and
/// the programs that run there.
final class Workspace implements AutoCloseable {
    private static final Path PACKAGES = Path.of("target");

    private final Path folder;
    private final HttpServer server;
    private final List<Process> programs = new ArrayList<>();

    Workspace(String example) {
        try {
            folder = Files.createTempDirectory("parley-example-").toRealPath();
            try (Stream<Path> files = Files.list(Path.of("examples", example))) {
                for (Path file : files.toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            Files.writeString(folder.resolve("package.json"), "{\"type\":\"module\"}");
            install();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), folder, SimpleFileServer.OutputLevel.NONE);
        server.start();
    }

    /// As `npm install` does it with a package that has no dependencies.
    private void install() throws IOException {
        Path modules = Files.createDirectories(folder.resolve("node_modules"));
        try (Stream<Path> built = Files.list(PACKAGES)) {
            Path packed = built.filter(file -> file.getFileName().toString().matches("parley-client-.*\\.tgz"))
                    .findFirst()
                    .orElseThrow(
                            () -> new AssertionError("expected the build to have made target/parley-client-*.tgz"));
            Program.run(
                    Program.named("tar", "the examples"),
                    modules,
                    "xzf",
                    packed.toAbsolutePath().toString());
        }
        Files.move(modules.resolve("package"), modules.resolve("parley-client"));
    }

    /// Where a browser finds the example's page; another origin than any pod's.
    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What its programs have printed.
    String said() {
        try {
            return Files.readString(folder.resolve("output"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /// Starts a program of the example in the Node that comes with the tests' browser driver.
    Process node(String... arguments) {
        return nodeWith(Map.of(), arguments);
    }

    /// The same, with more environment variables.
    Process nodeWith(Map<String, String> environment, String... arguments) {
        Path node = Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
                .driverDir()
                .resolve("node");
        List<String> command =
                Stream.concat(Stream.of(node.toString()), Stream.of(arguments)).toList();
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("output").toFile()));
            builder.environment().putAll(environment);
            Process program = builder.start();
            programs.add(program);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        programs.forEach(Process::destroyForcibly);
        server.stop(0);
    }
}
