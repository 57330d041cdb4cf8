package chat.parley.dev;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A real Redis cluster for one test, on free ports of this machine: three masters with a replica each,
/// unless the test asks for others. It uses [Program#redisServer], since the embedded one has no sharded
/// channels. Nodes are named by their ports.
public final class OwnCluster implements AutoCloseable {
    private static final int SLOTS = 16_384;
    /// Fields of a line of CLUSTER NODES.
    private static final int EPOCH_AT = 6;

    private static final int SLOTS_AT = 8;
    /// After so long without an answer a master counts as dead, and its replica takes over.
    private static final int NODE_TIMEOUT_MS = 4_000;

    private final Path program;
    private final Path folder;
    private final int masters;
    private final Map<Integer, Process> nodes = new LinkedHashMap<>();
    private final Map<Integer, Integer> buses = new LinkedHashMap<>();

    /// @param what is skipped without a redis-server
    public OwnCluster(String what) {
        this(what, 3, true);
    }

    /// @param replicas whether each master has one
    public OwnCluster(String what, int masters, boolean replicas) {
        this.masters = masters;
        program = Program.redisServer(what);
        try {
            folder = Files.createTempDirectory("parley-own-cluster-");
            for (int i = 0; i < (replicas ? 2 : 1) * masters; i++) {
                start(FreePort.next(), FreePort.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        form();
    }

    private void start(int port, int bus) throws IOException {
        Path place = Files.createDirectory(folder.resolve(Integer.toString(port)));
        List<String> words = new ArrayList<>(List.of("--port", "" + port, "--bind", RedisServer.ADDRESS));
        words.addAll(List.of("--dir", place.toString(), "--save", "", "--appendonly", "no"));
        words.addAll(List.of("--cluster-enabled", "yes", "--cluster-port", "" + bus));
        words.addAll(List.of("--cluster-node-timeout", "" + NODE_TIMEOUT_MS, "--cluster-replica-validity-factor", "0"));
        words.addAll(List.of("--repl-diskless-sync-delay", "0", "--cluster-allow-replica-migration", "no"));
        words.addAll(RedisAcl.ofThisRun().words());
        nodes.put(port, Program.start(program, place, place.resolve("redis.log"), words.toArray(String[]::new)));
        buses.put(port, bus);
    }

    private void form() {
        List<Integer> all = List.copyOf(nodes.keySet());
        until(node -> new RedisProbe(node).ping() == RedisProbe.Answer.READY);
        for (int i = 0; i < all.size(); i++) {
            ask(all.get(i), "CLUSTER SET-CONFIG-EPOCH " + (i + 1));
            ask(all.get(0), "CLUSTER MEET " + RedisServer.ADDRESS + " " + all.get(i) + " " + buses.get(all.get(i)));
        }
        for (int i = 0; i < masters; i++) {
            int last = (i + 1) * SLOTS / masters - 1;
            ask(all.get(i), "CLUSTER ADDSLOTSRANGE " + i * SLOTS / masters + " " + last);
        }
        until(node -> answer(node, "CLUSTER INFO").contains("cluster_known_nodes:" + all.size()));
        for (int i = masters; i < all.size(); i++) {
            int replica = all.get(i);
            String master = id(all.get(i - masters));
            await().atMost(20, SECONDS)
                    .pollInterval(50, MILLISECONDS)
                    .until(() -> ask(replica, "CLUSTER REPLICATE " + master).startsWith("+"));
        }
        whole();
    }

    /// Waits until every living node reports that the cluster is complete, and each replica follows its
    /// master.
    public void whole() {
        until(node -> answer(node, "CLUSTER INFO").contains("cluster_state:ok")
                && !answer(node, "INFO replication").contains("master_link_status:down"));
        until(node -> answer(node, "CLUSTER SLOTS").stream()
                        .filter(line -> line.startsWith("$40"))
                        .count()
                >= nodes.size());
    }

    private void until(Predicate<Integer> fits) {
        await().atMost(30, SECONDS)
                .pollInterval(50, MILLISECONDS)
                .until(() -> nodes.keySet().stream().allMatch(fits));
    }

    /// In the form of `quarkus.redis.hosts`, with the user that production gives the application.
    public String hosts() {
        return nodes.keySet().stream()
                .map(port -> RedisAcl.ofThisRun().address(port).toString())
                .collect(Collectors.joining(","));
    }

    /// The only settings that a pod needs to find it.
    public List<String> settings() {
        return List.of("quarkus.redis.client-type=cluster", "quarkus.redis.hosts=" + hosts());
    }

    /// The same hosts, for a user with all rights.
    public String operatorHosts() {
        return nodes.keySet().stream()
                .map(port -> "redis://" + RedisServer.ADDRESS + ":" + port)
                .collect(Collectors.joining(","));
    }

    /// The processes of all nodes.
    public List<Long> processes() {
        return nodes.values().stream().map(Process::pid).toList();
    }

    /// The nodes that have slots, by their ports.
    public List<Integer> masters() {
        return nodes.keySet().stream()
                .filter(node -> answer(node, "ROLE").contains("master"))
                .toList();
    }

    /// The slot of a key.
    public int slot(String key) {
        return Integer.parseInt(
                ask(nodes.keySet().iterator().next(), "CLUSTER KEYSLOT " + key).substring(1));
    }

    /// The owner of a slot, according to a living node.
    public int owner(int slot) {
        return owner(slot, masters());
    }

    private static int owner(int slot, List<Integer> masters) {
        return masters.stream()
                .filter(master -> slotsOf(master).contains(slot))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> slotsOf(int master) {
        return answer(master, "CLUSTER NODES").stream()
                .filter(line -> line.contains("myself"))
                .flatMap(line -> List.of(line.split(" ", -1)).stream().skip(8))
                .filter(range -> !range.startsWith("["))
                .flatMap(range -> {
                    String[] ends = range.split("-", -1);
                    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                            .boxed();
                })
                .toList();
    }

    /// Begins to move a slot: from here on each of its keys is on one node or the other.
    public void beginToMove(int slot, int from, int to) {
        expectOk(to, "CLUSTER SETSLOT " + slot + " IMPORTING " + id(from));
        expectOk(from, "CLUSTER SETSLOT " + slot + " MIGRATING " + id(to));
    }

    /// Moves these keys of a slot.
    public void moveKeys(int from, int to, List<String> keys) {
        if (!keys.isEmpty()) {
            expectOk(from, "MIGRATE " + RedisServer.ADDRESS + " " + to + " \"\" 0 5000 KEYS " + String.join(" ", keys));
        }
    }

    /// Moves the remaining keys, and then the slot.
    public void endMove(int slot, int from, int to) {
        for (List<String> keys = keys(slot, from); !keys.isEmpty(); keys = keys(slot, from)) {
            moveKeys(from, to, keys);
        }
        String id = id(to);
        expectOk(to, "CLUSTER SETSLOT " + slot + " NODE " + id);
        expectOk(from, "CLUSTER SETSLOT " + slot + " NODE " + id);
    }

    /// Moves a slot with all of its keys, as `redis-cli --cluster reshard` does.
    public void move(int slot, int to) {
        move(slot, owner(slot), to);
    }

    /// Moves slots, each to a master that does not have it; to one master after the other, and waits in
    /// between until all agree.
    public void moveAway(List<Integer> slots) {
        List<Integer> masters = masters();
        Map<Integer, List<Integer>> targets = slots.stream()
                .collect(Collectors.groupingBy(
                        slot -> masters.get((masters.indexOf(owner(slot, masters)) + 1) % masters.size())));
        targets.forEach((to, those) -> {
            those.forEach(slot -> move(slot, owner(slot, masters), to));
            until(node -> view(node).equals(view(to)));
        });
    }

    /// The owner of each slot and its configuration epoch, according to a node.
    private static List<String> view(int node) {
        return answer(node, "CLUSTER NODES").stream()
                .map(line -> line.split(" ", -1))
                .filter(words -> words.length > SLOTS_AT && words[2].contains("master"))
                .map(words -> words[0] + " " + words[EPOCH_AT] + " "
                        + String.join(" ", Arrays.asList(words).subList(SLOTS_AT, words.length)))
                .sorted()
                .toList();
    }

    private void move(int slot, int from, int to) {
        beginToMove(slot, from, to);
        endMove(slot, from, to);
    }

    private List<String> keys(int slot, int node) {
        return answer(node, "CLUSTER GETKEYSINSLOT " + slot + " 100").stream()
                .filter(line -> line.startsWith("parley:"))
                .toList();
    }

    /// SIGKILL.
    public void kill(int node) {
        Process process = Optional.ofNullable(nodes.remove(node)).orElseThrow();
        process.destroyForcibly();
        await().atMost(10, SECONDS).until(() -> !process.isAlive());
    }

    /// Sends a node one line; the node has to accept it.
    public void tell(int node, String command) {
        String answer = ask(node, command);
        if (answer.startsWith("-")) {
            throw new AssertionError(command + " at " + node + ": " + answer);
        }
    }

    /// Sends every node one line; each has to accept it.
    public void tellAll(String command) {
        nodes.keySet().forEach(node -> tell(node, command));
    }

    /// All keys of all masters.
    public List<String> keys() {
        return masters().stream()
                .flatMap(node -> KeyList.of(answer(node, "KEYS *")).stream())
                .toList();
    }

    private String id(int node) {
        return answer(node, "CLUSTER MYID").get(1);
    }

    private void expectOk(int node, String command) {
        String answer = ask(node, command);
        if (!answer.startsWith("+")) {
            throw new AssertionError(command + " at " + node + ": " + answer);
        }
    }

    private static String ask(int node, String command) {
        return answer(node, command).getFirst();
    }

    /// All lines of the answer to one line of Redis' inline protocol.
    private static List<String> answer(int node, String command) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node)) {
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(command, e);
        }
    }

    @Override
    public void close() {
        nodes.values().forEach(Process::destroyForcibly);
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
