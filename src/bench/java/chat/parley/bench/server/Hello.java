package chat.parley.bench.server;

import chat.parley.dev.OwnRedis;
import chat.parley.kit.ClassPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Quarkus program with Parley's extensions that only says hello (`src/bench/hello`): no pod can start
/// faster.
public record Hello(Path folder) {
    private static final Path SOURCES = Path.of("src", "bench", "hello").toAbsolutePath();
    private static final int BUILDING = 300;

    /// Builds it below the folder, unless it exists; empty, with a line that says why, if it cannot be built.
    public static Optional<Hello> build(Path folder) {
        Path target = folder.resolve("hello");
        Path log = folder.resolve("hello.log");
        if (!Files.isRegularFile(jar(target))) {
            List<String> command = List.of(
                    Path.of(System.getProperty("parley.maven"), "bin", "mvn").toString(),
                    "-q",
                    "-B",
                    "-Dquarkus.version=" + System.getProperty("parley.quarkus"),
                    "-Dcompiler-plugin.version=" + System.getProperty("parley.compiler-plugin"),
                    "-Dbench.folder=" + target,
                    "package");
            Map<String, String> java = Map.of("JAVA_HOME", System.getProperty("java.home"));
            try (Child maven = new Child(command, java, log, SOURCES)) {
                if (!maven.ends(BUILDING)) {
                    System.out.println("The Quarkus hello is left out: it could not be built, see " + log);
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Hello(target));
    }

    private static Path jar(Path target) {
        return target.resolve("quarkus-app").resolve("quarkus-run.jar");
    }

    /// Milliseconds from its start until it reports ready.
    public double startToReady(OwnRedis redis) {
        int management = Ports.free();
        List<String> command = List.of(
                Pods.java(),
                Pods.IMAGE_OPTIONS,
                "-Xmx1g",
                "-Dquarkus.vertx.event-loops-pool-size=1",
                "-cp",
                ClassPath.of(jar(folder).resolveSibling("")),
                "io.quarkus.runner.GeneratedMain");
        Map<String, String> environment = Map.of(
                "PORT", "0",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(management),
                "REDIS_URL", redis.address().toString());
        long began = System.nanoTime();
        try (Child hello = new Child(command, environment, folder.resolve("hello.log"), folder)) {
            hello.await(() -> Ports.isReady(management), 60);
            return (System.nanoTime() - began) / 1e6;
        }
    }
}
