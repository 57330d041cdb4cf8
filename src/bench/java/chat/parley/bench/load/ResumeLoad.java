package chat.parley.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Thousands of clients lose their connections at once and reconnect at once, each with a token and the
/// positions of its rooms, in each of which messages were sent meanwhile: what a pod's death does to the
/// remaining pods. A room is shared by as many clients as each has rooms. A refused client retries when the
/// server says, as every client does.
/// @param each rooms of a client, and clients of a room
/// @param missed messages sent in each room after its positions
/// @param storm connections in progress at a time
/// @param pods processes whose CPU is counted
/// @param redis its port, if its work is counted
public record ResumeLoad(
        String label,
        List<InetSocketAddress> addresses,
        int clients,
        int each,
        int missed,
        int storm,
        List<Long> pods,
        Optional<Integer> redis) {
    private static final int ARRIVING = 16;
    private static final long PATIENCE = 120_000_000_000L;
    private static final long LOOK = 5_000_000;

    public ResumeLoad {
        addresses = List.copyOf(addresses);
        pods = List.copyOf(pods);
        if (clients < each || each < 1 || storm < 1 || missed < 0) {
            throw new IllegalArgumentException("expected --n of at least --each, --each and --storm of at least 1");
        }
    }

    /// What it took. Times are milliseconds, CPU is microseconds per resume; Redis' are 0 if it was not
    /// measured. The time of a hello is from sending it to its answer, the time of being disconnected from
    /// the cut to the same answer.
    public record Outcome(
            String label,
            int clients,
            int back,
            int refusals,
            double seconds,
            double resumesPerSecondOfAPod,
            double helloP50,
            double helloP99,
            double awayP50,
            double awayP99,
            double podCpu,
            double redisCpu,
            double commands,
            double scripts,
            int replayed,
            int current,
            int later,
            int reset) {

        public String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"label\":\"%s\",\"clients\":%d,\"back\":%d,\"refusals\":%d,\"seconds\":%.3f,"
                            + "\"resumes_per_s_per_pod\":%.0f,\"hello_p50_ms\":%.1f,\"hello_p99_ms\":%.1f,"
                            + "\"away_p50_ms\":%.1f,\"away_p99_ms\":%.1f,\"pod_cpu_us\":%.1f,\"redis_cpu_us\":%.1f,"
                            + "\"redis_commands\":%.1f,\"redis_scripts\":%.1f,"
                            + "\"replay\":%d,\"current\":%d,\"later\":%d,\"reset\":%d}",
                    label,
                    clients,
                    back,
                    refusals,
                    seconds,
                    resumesPerSecondOfAPod,
                    helloP50,
                    helloP99,
                    awayP50,
                    awayP99,
                    podCpu,
                    redisCpu,
                    commands,
                    scripts,
                    replayed,
                    current,
                    later,
                    reset);
        }
    }

    private RedisGauge redisGauge() throws IOException {
        return redis.isPresent() ? RedisGauge.of(redis.get()) : new RedisGauge(0, 0, 0);
    }

    public Outcome measure() throws IOException {
        ReconnectingClients returning = new ReconnectingClients(clients, each);
        try (ClientPool pool = new ClientPool(addresses, Optional.of("parley.v1"), Optional.empty(), returning)) {
            returning.on(pool);
            List<Client> all = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                all.add(new Client(i, i % addresses.size()));
            }
            connect(pool, all, ARRIVING, () -> returning.settled);
            for (int i = 0; i < clients * missed; i++) {
                returning.speak(all.get(i % clients), i / clients);
                // So many at a time that the store keeps up.
                int spoken = i + 1;
                await(pool, () -> spoken - returning.spoken < ARRIVING);
            }
            await(pool, () -> returning.spoken == clients * missed);

            RedisGauge redisBefore = redisGauge();
            Gauge before = Gauge.of(pods);
            long cut = System.nanoTime();
            returning.leave(cut / 1000);
            all.forEach(pool::cut);
            connect(pool, all, storm, () -> returning.back);
            double seconds = (System.nanoTime() - cut) / 1e9;
            Gauge used = Gauge.of(pods).minus(before);
            RedisGauge redisUsed = redisGauge().minus(redisBefore);
            return new Outcome(
                    label,
                    clients,
                    returning.back,
                    returning.refusals,
                    seconds,
                    returning.back / seconds / addresses.size(),
                    returning.hello.percentile(.5),
                    returning.hello.percentile(.99),
                    returning.away.percentile(.5),
                    returning.away.percentile(.99),
                    used.cpu() * 1e6 / clients,
                    redisUsed.cpu() * 1e6 / clients,
                    (double) redisUsed.commands() / clients,
                    (double) redisUsed.scripts() / clients,
                    returning.replayed,
                    returning.current,
                    returning.later,
                    returning.reset);
        }
    }

    private interface Count {
        int now();
    }

    private void connect(ClientPool pool, List<Client> all, int atATime, Count through) throws IOException {
        long end = System.nanoTime() + PATIENCE;
        int begun = 0;
        while (through.now() < clients && System.nanoTime() - end < 0) {
            while (begun < clients && begun - through.now() < atATime) {
                pool.connect(all.get(begun++));
            }
            pool.turn(System.nanoTime() + LOOK);
        }
    }

    private static void await(ClientPool pool, BooleanSupplier done) throws IOException {
        long end = System.nanoTime() + PATIENCE;
        while (!done.getAsBoolean() && System.nanoTime() - end < 0) {
            pool.turn(System.nanoTime() + LOOK);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
