package chat.parley.bench.server;

import chat.parley.bench.load.Dialect;
import chat.parley.dev.OwnCluster;
import chat.parley.dev.OwnRedis;
import chat.parley.kit.ClassPath;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How Parley's packaged pods are started: as in the image, with all promises kept. Only two things differ:
/// higher limits on what one client may request, since here one client stands for many, and the threads,
/// since on a shared machine each pod has to be told how many cores it has.
/// @param folder for the pods' output
/// @param jar the packaged pod
/// @param options of the JVM in addition to the image's own
/// @param aot a cache made by [#trained]
/// @param certificate for TLS
public record Pods(Path folder, Path jar, List<String> options, Optional<Path> aot, Optional<Certificate> certificate) {
    /// The image's JVM options, as an argument of their own: the path may contain blanks.
    static final String IMAGE_OPTIONS =
            "@" + Path.of("src", "main", "docker", "jvm.args").toAbsolutePath();

    private static final int START = 180;
    /// `parley.training`.
    private static final String TRAINING = "30s";
    /// protocol.md, promise 10: a user who disconnects is shown as offline 10 s later.
    private static final Duration GRACE = Duration.ofSeconds(11);

    public Pods {
        options = List.copyOf(options);
        if (!Files.isRegularFile(jar)) {
            throw new IllegalArgumentException(
                    "--jar: expected a packaged pod at " + jar + "; ./mvnw package makes it");
        }
    }

    public Pods with(Certificate its) {
        return new Pods(folder, jar, options, aot, Optional.of(its));
    }

    public TestBed start(int count) {
        OwnRedis redis = new OwnRedis();
        return start(count, Memory.of(redis), redis.address().toString(), List.of());
    }

    /// This many on a cluster that ends with them.
    public TestBed start(int count, OwnCluster cluster) {
        List<String> settings =
                cluster.settings().stream().map(setting -> "-D" + setting).toList();
        return start(count, Memory.of(cluster), cluster.hosts(), settings);
    }

    private TestBed start(int count, Memory memory, String hosts, List<String> settings) {
        List<Child> pods = new ArrayList<>();
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Place place = Place.free();
            pods.add(start(place, hosts, settings, "pod-" + i));
            addresses.add(Ports.address(certificate.isPresent() ? place.tls() : place.http()));
        }
        return new TestBed("Parley", memory, pods, addresses, Dialect::parley, true, GRACE);
    }

    /// Milliseconds from a pod's start until it reports ready.
    public double startToReady(OwnRedis redis) {
        long began = System.nanoTime();
        Child pod = start(Place.free(), redis.address().toString(), List.of(), "start");
        double millis = (System.nanoTime() - began) / 1e6;
        pod.close();
        return millis;
    }

    /// Lets a pod chat with itself, which records for the JVM what it loaded and how that ran, and ends.
    /// @return the same pods, started with what was recorded
    public Pods trained() {
        Path cache = folder.resolve("parley.aot").toAbsolutePath();
        List<String> training = List.of("-XX:AOTCacheOutput=" + cache, "-Dparley.training=" + TRAINING);
        try (OwnRedis redis = new OwnRedis();
                Child pod = start(Place.free(), redis.address().toString(), training, "training")) {
            if (!pod.ends(START)) {
                throw new IllegalStateException("expected a pod that trains and ends, see " + folder);
            }
        }
        return new Pods(folder, jar, options, Optional.of(cache), certificate);
    }

    /// The ports of one pod.
    private record Place(int http, int tls, int management) {
        static Place free() {
            return new Place(Ports.free(), Ports.free(), Ports.free());
        }
    }

    private Child start(Place place, String hosts, List<String> more, String name) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.add(IMAGE_OPTIONS);
        command.addAll(options);
        command.addAll(more);
        aot.ifPresent(cache -> command.add("-XX:AOTCache=" + cache));
        certificate.ifPresent(its -> command.addAll(its.options(place.tls())));
        Path home = jar.toAbsolutePath().resolveSibling("");
        command.addAll(List.of("-cp", ClassPath.of(home), "io.quarkus.runner.GeneratedMain"));
        Child pod = new Child(command, environment(place, hosts), folder.resolve(name + ".log"), home);
        pod.await(() -> Ports.isReady(place.management()), START);
        return pod;
    }

    static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    private static Map<String, String> environment(Place place, String hosts) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PORT", Integer.toString(place.http()));
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(place.management()));
        environment.put("REDIS_URL", hosts);
        environment.put("PARLEY_TOKEN_SECRET", "known to everyone, and long enough for all");
        environment.put("PARLEY_DRAIN_DURATION", "0s");
        for (String limit : List.of(
                "COMMANDS_PER_SECOND",
                "COMMANDS_BURST",
                "MESSAGES_PER_SECOND",
                "MESSAGES_BURST",
                "NEW_ROOMS_PER_HOUR")) {
            environment.put("PARLEY_LIMITS_" + limit, "1000000");
        }
        return environment;
    }
}
