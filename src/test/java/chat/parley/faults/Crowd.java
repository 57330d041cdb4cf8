package chat.parley.faults;

import static org.awaitility.Awaitility.await;

import chat.parley.kit.Pod;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Many clients in some rooms who chat while something happens to pods and stores.
final class Crowd implements AutoCloseable {
    private static final AtomicInteger CROWDS = new AtomicInteger();
    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEXT = " is said by somebody, in about as many words as people use when they chat.";

    private final List<Client> clients;
    private final List<String> rooms;
    private final MessageLoad load;

    /// @param each the number of rooms per client
    Crowd(Pods pods, int size, int roomCount, int each) {
        int crowd = CROWDS.incrementAndGet();
        rooms = IntStream.range(0, roomCount)
                .mapToObj(i -> "crowd-" + crowd + "-" + i)
                .toList();
        clients = IntStream.range(0, size)
                .mapToObj(i -> new Client(
                        pods,
                        "Client " + i,
                        IntStream.range(0, each)
                                .mapToObj(j -> rooms.get((i + j * (1 + i / roomCount)) % roomCount))
                                .distinct()
                                .toList()))
                .toList();
        clients.forEach(Client::connect);
        await().atMost(PATIENCE).until(() -> clients.stream().allMatch(Client::online));
        load = new MessageLoad(clients);
    }

    /// As large as the scale of this run.
    static Crowd usual(Pods pods) {
        return new Crowd(pods, Scale.CLIENTS, Scale.ROOMS, Scale.EACH);
    }

    /// Selects every client.
    static boolean everybody(Client client) {
        return true;
    }

    List<Client> clients() {
        return clients;
    }

    List<String> rooms() {
        return rooms;
    }

    List<Client> on(Pod pod) {
        return clients.stream().filter(client -> client.pod() == pod).toList();
    }

    /// Starts sending this many messages a second altogether.
    void talks(int perSecond) {
        talks(perSecond, TEXT);
    }

    /// The same, with this text.
    void talks(int perSecond, String text) {
        load.begin(perSecond, text);
    }

    /// Stops sending.
    void isSilent() {
        load.end();
    }

    /// Lets the clients go on for this long.
    void goesOnFor(Duration duration) {
        long until = System.nanoTime() + duration.toNanos();
        await().atMost(duration.plusSeconds(10))
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> System.nanoTime() > until);
    }

    /// Stops sending, and waits until everything sent is acknowledged and has reached everybody who is
    /// connected.
    void settles(Duration patience, Predicate<Client> there) {
        load.end();
        List<Client> present = clients.stream().filter(there).toList();
        await().atMost(patience)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> present.stream()
                        .allMatch(client -> client.online() && client.outbox().empty()));
        Map<String, Long> heads = new HashMap<>();
        present.forEach(client -> client.rooms()
                .forEach(room -> client.outbox()
                        .acknowledged(room)
                        .forEach(entry -> heads.merge(room, entry.seq(), Math::max))));
        await().atMost(patience)
                .pollInterval(100, TimeUnit.MILLISECONDS)
                .until(() -> present.stream()
                        .allMatch(client -> client.rooms().stream()
                                .allMatch(room -> client.seq(room) >= heads.getOrDefault(room, 0L))));
    }

    /// The same without a promised time: with the patience that a busy machine needs.
    void settles(Predicate<Client> there) {
        settles(PATIENCE, there);
    }

    /// How often a user was shown as offline who did not stay away and was always back well within the grace:
    /// the pod counts from closing the connection, a client from noticing that.
    long wronglyGone(Collection<Client> away) {
        double well = Scale.GRACE.toSeconds() - 1;
        Set<String> right = clients.stream()
                .filter(client -> away.contains(client)
                        || client.diary().comebacks().stream().anyMatch(comeback -> comeback.seconds() > well))
                .map(Client::id)
                .collect(Collectors.toSet());
        return clients.stream()
                .flatMap(client -> client.diary().gone().stream())
                .filter(gone -> !right.contains(gone.user()))
                .count();
    }

    /// What the store has in the end, beside what everybody received. Clients that stayed away do not count
    /// as readers.
    Ledger ledger(Predicate<Client> there) {
        Map<String, Ledger.RoomRecord> records = new HashMap<>();
        for (String room : rooms) {
            List<Client> all = clients.stream()
                    .filter(client -> client.rooms().contains(room))
                    .toList();
            List<Client> readers = all.stream().filter(there).toList();
            records.put(
                    room,
                    new Ledger.RoomRecord(
                            kept(readers.getFirst(), room),
                            all.stream()
                                    .flatMap(client -> client.outbox().acknowledged(room).stream())
                                    .toList(),
                            readers.stream()
                                    .map(client -> client.arrivals(room))
                                    .toList()));
        }
        return new Ledger(records);
    }

    private static List<Entry> kept(Client client, String room) {
        List<Entry> kept = new ArrayList<>();
        boolean more = true;
        while (more) {
            long after = kept.isEmpty() ? 0 : kept.getLast().seq();
            JsonNode page = page(client, room, after);
            page.at("/ok/messages")
                    .forEach(message -> kept.add(new Entry(
                            message.get("seq").asLong(), message.get("id").asText())));
            more = page.at("/ok/more").asBoolean();
        }
        return kept;
    }

    /// On a busy machine a client may be reconnecting when its turn comes.
    private static JsonNode page(Client client, String room, long after) {
        await().atMost(30, TimeUnit.SECONDS).until(client::online);
        JsonNode answer = client.ask("history", "room", room, "after", after, "limit", PAGE)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        if (answer.has("ok")) {
            return answer;
        }
        if (!answer.at("/error/retry").asBoolean()) {
            throw new AssertionError("expected a page of history, got " + answer);
        }
        Executor later =
                CompletableFuture.delayedExecutor(answer.at("/error/after").asLong(1_000), TimeUnit.MILLISECONDS);
        return CompletableFuture.supplyAsync(() -> page(client, room, after), later)
                .join();
    }

    /// Sends that failed visibly for a user, and rooms that were lost.
    List<String> failures() {
        return clients.stream()
                .flatMap(client ->
                        Stream.concat(client.outbox().failures().stream(), client.diary().failures().stream()))
                .toList();
    }

    List<Reconnection> comebacks() {
        return clients.stream()
                .flatMap(client -> client.diary().comebacks().stream())
                .toList();
    }

    /// The number of `ok` answers so far.
    long acknowledged() {
        return clients.stream()
                .mapToLong(client -> client.rooms().stream()
                        .mapToLong(room -> client.outbox().acknowledged(room).size())
                        .sum())
                .sum();
    }

    /// Seconds since then until all pods are ready and something new is stored.
    double servedAgain(Pods pods, long since) {
        long before = acknowledged();
        await().atMost(40, TimeUnit.SECONDS)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> acknowledged() > before && pods.all().stream().allMatch(pod -> pod.readiness() == 200));
        return (System.nanoTime() - since) / 1e9;
    }

    /// The most seconds from a send to its answer; 0 if there was none.
    double slowestAnswer() {
        return clients.stream()
                .flatMap(client -> client.outbox().answers().stream())
                .mapToDouble(seconds -> seconds)
                .max()
                .orElse(0);
    }

    int resets() {
        return clients.stream().mapToInt(Client::resets).sum();
    }

    @Override
    public void close() {
        load.close();
        clients.forEach(Client::close);
    }
}
