package chat.parley.bench.load;

import static java.lang.Math.min;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The clients of one [Work] and what is measured on them, stage by stage, all on the calling thread.
public final class Run implements AutoCloseable {
    private static final int HANDSHAKES = 128;
    private static final Duration CONNECTING = Duration.ofMinutes(2);
    /// A closed loop in which nothing arrives for this long has lost something; it continues without it.
    private static final long STUCK = 2_000_000;
    private static final long LOOK = 5_000_000;
    private static final long DUPLICATES = 100_000_000;

    private final Work work;
    private final DialectClients dialectClients;
    private final ClientPool pool;
    private final LongSupplier allocated;
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> publishers = new ArrayList<>();
    private final long own = ProcessHandle.current().pid();
    private DeliveryStats stats;
    private int turn;
    private int gaveUp;
    private long sent;

    /// Connects all clients and waits until they are ready.
    /// @param allocated bytes that the servers have allocated so far; 0 if unknown
    public Run(Work work, LongSupplier allocated) throws IOException {
        this.work = work;
        this.allocated = allocated;
        stats = newTally();
        dialectClients = new DialectClients(work, stats);
        Optional<TlsClients> tls = work.tls() ? Optional.of(new TlsClients()) : Optional.empty();
        pool = new ClientPool(work.addresses(), work.dialect().subprotocol(), tls, dialectClients);
        dialectClients.on(pool);
        for (int i = 0; i < work.clients(); i++) {
            clients.add(new Client(i, work.address(i)));
        }
        long residentBefore = Gauge.of(work.processes()).resident();
        long began = System.nanoTime();
        connect();
        double seconds = (System.nanoTime() - began) / 1e9;
        hold(work.settle().toNanos());
        long resident = Gauge.of(work.processes()).resident();
        clients.stream()
                .filter(dialectClients::isReady)
                .limit(work.publishers())
                .forEach(publishers::add);
        if (publishers.isEmpty()) {
            throw new IllegalStateException("expected at least one of %d clients to become ready, %d were refused"
                    .formatted(clients.size(), dialectClients.failed));
        }
        arrival = new Arrival(
                dialectClients.ready,
                dialectClients.failed,
                dialectClients.retried,
                seconds,
                dialectClients.connecting,
                residentBefore,
                resident);
    }

    private final Arrival arrival;

    /// How the clients connected.
    public Arrival arrival() {
        return arrival;
    }

    private DeliveryStats newTally() {
        return new DeliveryStats(work.clients(), work.addresses().size());
    }

    /// A reading of everything at one moment.
    private record Reading(Gauge servers, double own, double machine, long allocated, long reads, long bytes) {}

    private Reading reading() {
        return new Reading(
                Gauge.of(work.processes()),
                ProcessClock.seconds(own),
                Gauge.machine(),
                allocated.getAsLong(),
                pool.reads,
                pool.bytesRead);
    }

    /// Publishes, and returns what was observed in the stage's window.
    public Outcome measure(Stage stage) throws IOException {
        stats = newTally();
        dialectClients.countIn(stats);
        sent = 0;
        gaveUp = 0;
        int died = dialectClients.died;
        long start = ClientPool.micros();
        long begin = start + stage.warmup().toNanos() / 1000;
        long end = begin + stage.window().toNanos() / 1000;
        stats.window(begin, end);
        stats.lastArrival = start;
        publishUntil(stage.pace(), start, begin);
        Reading first = reading();
        publishUntil(stage.pace(), start, end);
        Reading last = reading();
        awaitRest(end + stage.drain().toNanos() / 1000);
        Gauge used = last.servers().minus(first.servers());
        double ownCpu = last.own() - first.own();
        return new Outcome(
                arrival,
                dialectClients.died - died,
                gaveUp,
                stage.window().toNanos() / 1e9,
                Counts.of(stats),
                Latency.of(stats.latency),
                used,
                last.allocated() - first.allocated(),
                ownCpu,
                last.machine() - first.machine() - used.cpu() - ownCpu,
                last.reads() - first.reads(),
                last.bytes() - first.bytes());
    }

    private void connect() throws IOException {
        long end = System.nanoTime() + CONNECTING.toNanos();
        int begun = 0;
        while (dialectClients.ready + dialectClients.failed < clients.size() && System.nanoTime() - end < 0) {
            while (begun < clients.size() && begun - dialectClients.ready - dialectClients.failed < HANDSHAKES) {
                dialectClients.connect(clients.get(begun++));
            }
            pool.turn(System.nanoTime() + 4 * LOOK);
        }
    }

    private void hold(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            pool.turn(end);
        }
    }

    private void publishUntil(Pace pace, long start, long end) throws IOException {
        switch (pace) {
            case Pace.Idle idle -> hold((end - ClientPool.micros()) * 1000);
            case Pace.Rate rate -> publishAt(rate.perSecond(), start, end);
            case Pace.Closed closed -> publishBehind(closed.underWay(), end);
        }
    }

    private void publishAt(double perSecond, long start, long end) throws IOException {
        for (long now = ClientPool.micros(); now < end; now = ClientPool.micros()) {
            long due = due(perSecond, start);
            while (due <= now && due < end) {
                dialectClients.publish(nextPublisher(), due);
                sent++;
                due = due(perSecond, start);
            }
            pool.turn(min(due, end) * 1000);
        }
    }

    private long due(double perSecond, long start) {
        return start + (long) (sent * 1e6 / perSecond);
    }

    private void publishBehind(int underWay, long end) throws IOException {
        for (long now = ClientPool.micros(); now < end; now = ClientPool.micros()) {
            for (int tries = 0; tries < 4096; tries++) {
                int size = dialectClients.roomSize(publishers.get(turn));
                if (size == 0 || stats.outstanding() + size > (long) underWay * size) {
                    break;
                }
                dialectClients.publish(nextPublisher(), ClientPool.micros());
            }
            if (now - stats.lastArrival > STUCK && stats.outstanding() > 0) {
                stats.giveUp();
                stats.lastArrival = now;
                gaveUp++;
            }
            pool.turn(System.nanoTime() + LOOK);
        }
    }

    private Client nextPublisher() {
        Client client = publishers.get(turn);
        turn = (turn + 1) % publishers.size();
        return client;
    }

    private void awaitRest(long until) throws IOException {
        while (stats.outstanding() > 0 && ClientPool.micros() < until) {
            pool.turn(System.nanoTime() + LOOK);
        }
        gaveUp += stats.outstanding() > 0 ? 1 : 0;
        hold(DUPLICATES);
    }

    @Override
    public void close() throws IOException {
        pool.close();
    }
}
