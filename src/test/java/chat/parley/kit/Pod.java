package chat.parley.kit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.times.PodStarts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One process of the packaged jar, or of the native image, on free ports, started as in production.
public final class Pod implements AutoCloseable {
    private static final Path JAR = Path.of(System.getProperty("parley.jar", "target/quarkus-app/quarkus-run.jar"));
    private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Pattern MANAGEMENT = Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");
    /// What pods sign tokens with, unless their environment says otherwise.
    public static final String SECRET = "a secret of thirty-two bytes, and more";
    /// A pod that does not answer is not healthy.
    private static final Duration PROBE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /// Small: several run in parallel on two cores and live for a minute, so frequent code is compiled at
    /// once, lightly. In the long form they live long enough to be compiled as in production.
    private static final List<String> JVM = Form.isLong()
            ? List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx512m")
            : List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=0.1");

    /// With `-Pcoverage`: records what a pod executes.
    private static final Optional<String> AGENT = Optional.ofNullable(System.getProperty("parley.pods.agent"))
            .filter(given -> given.startsWith("-javaagent:"));

    private final Path log;
    private final Process process;

    /// Starts it from this jar without waiting; [#ready] waits. Settings are `name=value`; those that begin
    /// with `-` are for the JVM.
    Pod(Path jar, Path folder, String name, URI redis, Map<String, String> environment, List<String> settings) {
        log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command(jar, settings))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PORT", "0");
        builder.environment().put("HOSTNAME", name);
        builder.environment().put("REDIS_URL", redis.toString());
        builder.environment().put("PARLEY_TOKEN_SECRET", SECRET);
        builder.environment().putAll(environment);
        PodStarts.count();
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    private static List<String> command(Path jar, List<String> settings) {
        boolean java = jar.toString().endsWith(".jar");
        List<String> command = new ArrayList<>();
        if (java) {
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(JVM);
            AGENT.ifPresent(command::add);
        } else {
            command.add(jar.toString());
        }
        settings.stream()
                .filter(setting -> java || !setting.startsWith("-"))
                .forEach(setting -> command.add(setting.startsWith("-") ? setting : "-D" + setting));
        if (settings.stream().noneMatch(setting -> setting.startsWith("quarkus.management.port="))) {
            command.add("-Dquarkus.management.port=0");
        }
        command.add("-Dquarkus.vertx.event-loops-pool-size=2");
        if (java) {
            command.addAll(List.of("-cp", ClassPath.of(jar.resolveSibling("")), "io.quarkus.runner.GeneratedMain"));
        }
        return command;
    }

    /// The jar that this build packaged, with its dependencies beside it.
    public static Path packaged() {
        return JAR;
    }

    /// Waits until it reports that it is ready for users.
    public Pod ready() {
        await().atMost(40, SECONDS).until(() -> !process.isAlive() || (port(MANAGEMENT) > 0 && readiness() == 200));
        if (!process.isAlive()) {
            throw new AssertionError("expected a pod that stays, but it said " + said());
        }
        return this;
    }

    /// What `/q/health/ready` answers.
    public int readiness() {
        return health("ready");
    }

    /// The body of that answer.
    public String readinessSaid() {
        return asked("ready").map(HttpResponse::body).orElse("");
    }

    private int health(String what) {
        return asked(what).map(HttpResponse::statusCode).orElse(-1);
    }

    private Optional<HttpResponse<String>> asked(String what) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port(MANAGEMENT) + "/q/health/" + what);
            HttpRequest probe = HttpRequest.newBuilder(health).timeout(PROBE).build();
            return Optional.of(HTTP.send(probe, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What `/q/health/live` answers.
    public int liveness() {
        return health("live");
    }

    /// Bytes of heap in use after a collection.
    public double liveHeap() {
        jcmd("GC.run");
        return Meters.of(this).sum("jvm_memory_used_bytes", "area=\"heap\"");
    }

    /// The number of live objects of these classes after a collection, by full class name.
    public Map<String, Long> living(List<String> classes) {
        return jcmd("GC.class_histogram")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length >= 4 && classes.contains(words[3]))
                .collect(Collectors.toMap(words -> words[3], words -> Long.parseLong(words[1]), Long::sum));
    }

    private String jcmd(String command) {
        return Program.run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd"),
                Path.of("."),
                Long.toString(process.pid()),
                command);
    }

    /// Bytes of resident memory, as Linux counts them; 0 elsewhere.
    public double resident() {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        try {
            return !Files.exists(status)
                    ? 0
                    : Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("\\D", "")))
                            .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port(PORT);
    }

    /// The port of health and metrics.
    public int managementPort() {
        return port(MANAGEMENT);
    }

    public URI socket() {
        return URI.create("ws://127.0.0.1:" + port() + "/ws");
    }

    /// SIGKILL.
    public void kill() {
        process.destroyForcibly();
        end(10);
    }

    /// SIGSTOP: it keeps its connections and does nothing.
    public void pause() {
        signal("-STOP");
    }

    /// SIGCONT, after [#pause].
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        Program.run(Program.named("kill", "what stops a pod"), Path.of("."), name, Long.toString(process.pid()));
    }

    /// SIGTERM; does not wait.
    public void terminate() {
        process.destroy();
    }

    /// Waits until it has exited.
    public void end(int seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new AssertionError("expected the pod to end within " + seconds + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// Everything that it logged.
    public String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Errors that it logged as its own; not what the framework logs at shutdown.
    public List<String> mistakes() {
        return said().lines()
                .filter(line -> line.contains("\"level\":\"ERROR\"") && line.contains("\"loggerName\":\"chat.parley."))
                .toList();
    }

    private int port(Pattern line) {
        Matcher found = line.matcher(said());
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        end(10);
    }
}
