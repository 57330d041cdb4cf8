package chat.parley.tls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.FreePort;
import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A master, two replicas and three sentinels on this machine with the settings and users of
/// `k8s/components/redis-sentinel`, except for addresses, names and timeouts.
final class SecureSentinels implements AutoCloseable {
    private static final Path COMPONENT = Path.of("k8s", "components", "redis-sentinel");
    private static final int SENTINELS = 3;

    private final Path program = Program.redisServer("sentinels with users and passwords");
    private final Path cli = Program.named("redis-cli", "sentinels with users and passwords");
    private final Path folder;
    private final String password;
    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports =
            IntStream.range(0, SENTINELS).map(_ -> FreePort.next()).boxed().toList();
    private final int first = FreePort.next();
    private final List<Integer> replicas = List.of(FreePort.next(), FreePort.next());
    private final Process master;

    /// @param password of all users
    SecureSentinels(Path folder, String password) {
        this.folder = folder;
        this.password = password;
        this.master = redis(first, "");
        replicas.forEach(port -> redis(port, "replicaof 127.0.0.1 " + first + "\n"));
        ports.forEach(this::sentinel);
        await().atMost(30, SECONDS).until(this::knowEachOther);
    }

    /// In the form of `quarkus.redis.hosts`.
    String hosts() {
        return ports.stream()
                .map(port -> "redis://parley:" + password + "@127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /// SIGKILL; waits until a replica has taken over.
    void killMaster() {
        master.destroyForcibly();
        await().atMost(30, SECONDS)
                .until(() ->
                        replicas.stream().anyMatch(port -> ask(port, "role").startsWith("master")));
    }

    /// What was refused to a user for lack of a right, on any of the servers.
    List<String> denied() {
        return Stream.of(ports, replicas)
                .flatMap(List::stream)
                .map(port -> ask(port, "acl", "log", "10").strip())
                .filter(log -> !log.isEmpty())
                .toList();
    }

    /// The master also stores: it has enough replicas.
    private boolean knowEachOther() {
        return ask(first, "info", "replication").contains("min_slaves_good_slaves:2")
                && ports.stream().allMatch(port -> {
                    String told = ask(port, "sentinel", "master", "parley").replace('\n', ' ');
                    return told.contains("num-slaves 2 ") && told.contains("num-other-sentinels 2 ");
                });
    }

    private Process redis(int port, String follows) {
        return start(
                port, "redis.conf", "users.acl", "dir /data", "/run/redis/users.acl", """
                replica-announce-ip 127.0.0.1
                masteruser replica
                masterauth %s
                %s""".formatted(password, follows));
    }

    private void sentinel(int port) {
        start(
                port,
                "sentinel.conf",
                "sentinel-users.acl",
                "dir /run/sentinel",
                "/run/sentinel/users.acl",
                """
                sentinel announce-ip 127.0.0.1
                sentinel monitor parley 127.0.0.1 %d 2
                sentinel auth-user parley replica
                sentinel auth-pass parley %s
                sentinel sentinel-user replica
                sentinel sentinel-pass %s
                sentinel down-after-milliseconds parley 5000
                sentinel failover-timeout parley 5000
                """.formatted(first, password, password));
    }

    private Process start(int port, String settings, String users, String place, String list, String more) {
        try {
            Path own = Files.createDirectories(folder.resolve("at-" + port));
            Path acl = Files.writeString(
                    own.resolve("users.acl"),
                    Files.readString(COMPONENT.resolve(users))
                            .replaceAll("@(parley|operator|replica|backup)@", SecureRedis.digest(password)));
            Path file = Files.writeString(
                    own.resolve(settings),
                    Files.readString(COMPONENT.resolve(settings))
                                    .replace("port 26379\n", "")
                                    .replace(place, "dir " + own)
                                    .replace(list, acl.toString())
                            + "port " + port + "\nbind 127.0.0.1\n" + more);
            String[] words = settings.startsWith("sentinel")
                    ? new String[] {file.toString(), "--sentinel"}
                    : new String[] {file.toString()};
            Process process = Program.start(program, own, own.resolve("log"), words);
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As the operator; a server that does not answer yet counts as an empty answer.
    private String ask(int port, String... words) {
        List<String> all = new ArrayList<>(
                List.of("--no-auth-warning", "--user", "operator", "--pass", password, "-p", Integer.toString(port)));
        all.addAll(List.of(words));
        try {
            return Program.run(cli, folder, all.toArray(String[]::new));
        } catch (AssertionError notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
