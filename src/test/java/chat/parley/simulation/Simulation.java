package chat.parley.simulation;

import static org.awaitility.Awaitility.await;

import chat.parley.kit.Commands;
import chat.parley.kit.Pod;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// The people, their pods, and the checker's ledgers. The steps of one round happen concurrently, and their
/// results do not depend on the order of execution, except where the store's `seq` reveals it. After each
/// round every connected device has to agree with the ledgers.
final class Simulation implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int ARRIVE_TOGETHER = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Pod> pods;
    private final List<Person> people;
    private final Map<String, RoomLedger> ledgers = new ConcurrentHashMap<>();
    private final Checker checker = new Checker(ledgers.values());
    private final ExecutorService atOnce = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger untilDeath = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private int lived;

    Simulation(List<Pod> pods, int people) {
        this.pods = pods;
        lived = pods.size();
        this.people = IntStream.range(0, people)
                .mapToObj(i -> new Person("Guest " + i))
                .toList();
        // A few at a time: a guest who is refused because of too many connections, and tries again, is a new user.
        for (int i = 0; i < people; i += ARRIVE_TOGETHER) {
            eachOf(
                    this.people.subList(i, Math.min(people, i + ARRIVE_TOGETHER)),
                    person -> person.devices().forEach(device -> device.comes(pod())));
        }
        RoomLedger lobby = ledger(RoomLedger.LOBBY, RoomLedger.LOBBY);
        this.people.forEach(person -> lobby.joins(person.id(), "member"));
        everybodyAgrees();
    }

    List<Person> people() {
        return people;
    }

    Person at(int i) {
        return people.get(i % people.size());
    }

    Person person(String id) {
        return people.stream()
                .filter(person -> person.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    Checker checker() {
        return checker;
    }

    RoomLedger ledger(String room, String title) {
        return ledgers.computeIfAbsent(room, _ -> new RoomLedger(room, title));
    }

    Stream<RoomLedger> ledgers() {
        return ledgers.values().stream();
    }

    List<RoomLedger> ledgersOf(Person person) {
        return ledgers.values().stream()
                .filter(ledger -> Checker.finds(person, ledger))
                .sorted(Comparator.comparing(RoomLedger::room))
                .toList();
    }

    /// A living pod, each in turn.
    Pod pod() {
        List<Pod> living = living();
        return living.get(turns.getAndIncrement() % living.size());
    }

    private List<Pod> living() {
        return pods.stream().filter(Pod::alive).toList();
    }

    private Stream<Device> devices() {
        return people.stream().flatMap(person -> person.devices().stream());
    }

    /// The number of entries.
    int acknowledged() {
        return acknowledged.get();
    }

    /// Kills the last pod once this many more entries are acknowledged.
    void killsAfter(int entries) {
        untilDeath.set(entries);
    }

    /// Does something for each person, for all concurrently.
    void eachOf(List<Person> some, Consumer<Person> what) {
        round(some.stream()
                .<Callable<List<Step>>>map(person -> () -> {
                    what.accept(person);
                    return List.of();
                })
                .toList());
    }

    /// Executes everything concurrently, and writes what was acknowledged into the ledgers.
    void round(List<Callable<List<Step>>> tasks) {
        List<Step> steps = new ArrayList<>();
        try {
            for (Future<List<Step>> done : atOnce.invokeAll(tasks)) {
                steps.addAll(done.get());
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        steps.sort(Comparator.comparing(Step::room).thenComparingLong(Step::seq));
        steps.forEach(step -> step.written().run());
    }

    /// Commands that return what `ok` holds; if the pod is lost, the device connects to another one and retries
    /// with the same words.
    Commands<JsonNode> sure(Device device, Optional<PendingReply> what) {
        return (op, fields) -> sure(device, what, op, fields);
    }

    private JsonNode sure(Device device, Optional<PendingReply> what, String op, Object... fields) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<JsonNode> ok = device.tried(what).command(op, fields);
            if (ok.isPresent()) {
                return ok.get();
            }
            if (!device.online()) {
                await().atMost(PATIENCE).until(() -> !pods.getLast().alive());
                device.comes(pod());
            }
        }
        throw new AssertionError("expected " + op + " to be done in " + ATTEMPTS + " attempts");
    }

    /// Like [#sure], for commands that store an entry.
    Commands<JsonNode> entry(Device device, Optional<PendingReply> what) {
        return (op, fields) -> entry(device, what, op, fields);
    }

    /// The same, for entries that the device will be sent like everybody else.
    Commands<JsonNode> entry(Device device) {
        return entry(device, Optional.empty());
    }

    private JsonNode entry(Device device, Optional<PendingReply> what, String op, Object... fields) {
        JsonNode ok = sure(device, what, op, fields);
        acknowledged.incrementAndGet();
        if (untilDeath.decrementAndGet() == 0) {
            pods.getLast().kill();
        }
        return ok;
    }

    /// Devices that lost a pod reconnect to another. Receipts that the pod was gathering when it died are
    /// lost (protocol.md section 6, promise 9), so for this once nobody relies on them.
    void strandedReturn() {
        int alive = living().size();
        if (alive < lived) {
            lived = alive;
            devices()
                    .forEach(device -> device.screen()
                            .views()
                            .values()
                            .forEach(view -> view.ticks().lapses()));
        }
        eachOf(
                people,
                person -> person.devices().stream().filter(Device::stranded).forEach(device -> device.comes(pod())));
    }

    /// Waits until every connected device matches the ledgers. From then on it receives all steps of others.
    void everybodyAgrees() {
        for (Person person : people) {
            for (Device device : person.online()) {
                agrees(person, device);
                device.screen().views().forEach((room, view) -> {
                    if (!view.ticks().watching()) {
                        view.ticks().watches(ledger(room, "").told());
                    }
                });
            }
        }
    }

    /// Waits until this device matches the ledgers.
    void agrees(Person person, Device device) {
        List<String> found = new ArrayList<>();
        try {
            await().atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        device.takesIn();
                        found.clear();
                        found.addAll(checker.differences(person, device.screen()));
                        return found.isEmpty() && device.heardAllDue();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    String.join("\n", found) + " passing " + device.screen().waves() + " of " + device.due(), e);
        }
    }

    @Override
    public void close() {
        atOnce.close();
        devices().forEach(Device::close);
    }
}
