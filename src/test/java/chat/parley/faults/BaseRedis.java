package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.FreePort;
import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Redis as `k8s/base` starts it: its settings, its users and its script, except for folders and the port.
final class BaseRedis implements AutoCloseable {
    private static final Path BASE = Path.of("k8s", "base");
    private static final String FOR = "backup and restore of Redis";
    /// Of all users, each with the user's name in front.
    private static final String PASSWORD = "-password";

    private final Path server = Program.redisServer(FOR);
    private final Path cli = Program.named("redis-cli", FOR);
    private final Path shell = Program.named("sh", FOR);
    private final int port = FreePort.next();
    private final Path folder;
    private final Process process;

    /// @param folder its data is in `data`
    BaseRedis(Path folder, String... settings) {
        this.folder = folder;
        try {
            Files.createDirectories(data());
            for (String file : List.of("redis.conf", "redis.sh", "users.acl")) {
                Files.writeString(
                        folder.resolve(file),
                        Files.readString(BASE.resolve(file))
                                .replace("exec redis-server ", "exec " + server.toAbsolutePath() + " ")
                                // The list of users with passwords has another name than the one without.
                                .replace(
                                        "/run/redis/users.acl",
                                        folder.resolve("run.acl").toString())
                                .replace("/etc/redis/", folder + "/")
                                .replace("dir /data\n", "dir " + data() + "\nport " + port + "\nbind 127.0.0.1\n"));
            }
            Files.writeString(
                    folder.resolve("redis.conf"),
                    Files.readString(folder.resolve("redis.conf")) + String.join("\n", settings) + "\n");
            ProcessBuilder builder = new ProcessBuilder(shell.toString(), "redis.sh")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile());
            builder.environment()
                    .putAll(Map.of(
                            "PARLEY_PASSWORD", "parley" + PASSWORD,
                            "OPERATOR_PASSWORD", "operator" + PASSWORD,
                            "BACKUP_PASSWORD", "backup" + PASSWORD));
            process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(20, SECONDS).until(() -> ask("operator", "ping").contains("PONG"));
    }

    Path data() {
        return folder.resolve("data");
    }

    int port() {
        return port;
    }

    /// In the form of the backup's `NODES`.
    String node() {
        return "127.0.0.1:" + port;
    }

    /// For a pod.
    URI address() {
        return URI.create("redis://parley:parley" + PASSWORD + "@127.0.0.1:" + port);
    }

    /// What it answers to a user; an error is an answer, too.
    String ask(String user, String... words) {
        List<String> all = new ArrayList<>(List.of("--no-auth-warning", "--user", user, "--pass", user + PASSWORD));
        all.addAll(List.of("-p", Integer.toString(port)));
        all.addAll(List.of(words));
        try {
            return Program.run(cli, folder, all.toArray(String[]::new));
        } catch (AssertionError notYet) {
            return "";
        }
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly().onExit().orTimeout(10, SECONDS).join();
    }

    /// A script of `k8s/components/backup` in the way its container runs it.
    record Run(int code, String said) {
        static Run of(String script, Map<String, String> environment) {
            try {
                ProcessBuilder builder = new ProcessBuilder(
                                "sh",
                                Path.of("k8s", "components", "backup", script).toString())
                        .redirectErrorStream(true);
                builder.environment().put("REDISCLI_AUTH", "backup" + PASSWORD);
                builder.environment().putAll(environment);
                Process process = builder.start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Run(process.waitFor(), said);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
