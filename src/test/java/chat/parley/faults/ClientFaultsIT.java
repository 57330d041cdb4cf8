package chat.parley.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that do not read, do not stop, or all connect at once, while others chat.
@Lane(Lane.LOAD)
final class ClientFaultsIT {
    private static final int SLOW = 50;
    private static final int SLOW_ENDS_WITHIN_SECONDS = 10;
    private static final double MIB = 1 << 20;
    private static final double HEAP_GROWTH = 64 * MIB;
    private static final int RETURNING = Scale.LONG ? 5_000 : 500;
    private static final int RETURNED_WITHIN_SECONDS = 30;
    private static final int WHILE_RETURNING_PER_SECOND = 100;
    /// The most commands that a resume of three rooms may cost, including those that scripts call.
    private static final int COMMANDS_FOR_A_RESUME = 80;

    private static final int TOO_SLOW = 4002;
    private static final int FLOOD = 4004;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final PodPool SHARED = new PodPool(
            PODS,
            () -> PODS.pod(Scale.settings("parley.limits.messages-per-second=20", "parley.limits.messages-burst=40")));

    @Test
    void fiftyClientsStopReading() {
        Pods pods = SHARED.pods();
        Pod pod = pods.all().getFirst();
        try (Crowd crowd = new Crowd(pods, Scale.CLIENTS - SLOW, Scale.ROOMS, Scale.EACH);
                Crowd loud = new Crowd(new Pods(List.of(pods.all().getLast())), 8, 1, 1)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            double before = pod.liveHeap();
            double resident = pod.resident();
            List<RawSocket> slow = IntStream.range(0, SLOW)
                    .mapToObj(_ -> stalled(pod, loud.rooms().getFirst()))
                    .toList();
            assertEquals(0, tooSlow(pod));
            loud.talks(70, "a long text ".repeat(1_200));
            double most = before;
            while (tooSlow(pod) == 0) {
                crowd.goesOnFor(Duration.ofMillis(250));
            }
            long full = System.nanoTime();
            most = Math.max(most, pod.liveHeap());
            double largest = pod.resident();
            await().atMost(Duration.ofMillis((long) (1_000 * Scale.within(SLOW_ENDS_WITHIN_SECONDS))))
                    .pollInterval(50, MILLISECONDS)
                    .until(() -> tooSlow(pod) == SLOW);
            double all = (System.nanoTime() - full) / 1e9;
            // A client that keeps reading while the connection exists finds what was waiting, and why the connection
            // ended.
            Executor each = Executors.newVirtualThreadPerTaskExecutor();
            List<CompletableFuture<Integer>> codes = slow.stream()
                    .map(socket -> CompletableFuture.supplyAsync(socket::closeCode, each))
                    .toList();
            long told = codes.stream().filter(code -> code.join() == TOO_SLOW).count();
            most = Math.max(most, pod.liveHeap());
            loud.settles(Crowd::everybody);
            crowd.settles(Crowd::everybody);
            slow.forEach(RawSocket::close);

            Verdict verdict = crowd.ledger(Crowd::everybody)
                    .verdict()
                    .plus(loud.ledger(Crowd::everybody).verdict());
            Report.row(
                    SLOW + " of " + Scale.CLIENTS + " stop reading",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%d closed with 4002, the last %.1f s after the first; %d read on and found the code; live"
                                    + " heap of the pod grew by %.1f MiB, the whole process by %.0f MiB; others lost: %d, their slowest answer %.2f s",
                            SLOW,
                            all,
                            told,
                            (most - before) / MIB,
                            (largest - resident) / MIB,
                            crowd.comebacks().size(),
                            crowd.slowestAnswer()));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.comebacks().size());
            assertTrue(told > 0);
            assertTrue(most - before <= HEAP_GROWTH, "the heap grew by " + (most - before));
        }
    }

    private static double tooSlow(Pod pod) {
        return Meters.of(pod).sum("parley_connections_closed_total", "code=\"" + TOO_SLOW + "\"");
    }

    /// A member of the room who has stopped reading.
    private static RawSocket stalled(Pod pod, String room) {
        RawSocket socket = RawSocket.narrow(pod);
        socket.says(Frame.of("op", "hello", "ref", "1", "name", "Slow"));
        socket.says(Frame.of("op", "join", "ref", "2", "room", room));
        assertEquals(0, socket.readsUntil(text -> text.contains("\"ref\":\"2\"")));
        return socket;
    }

    @Test
    void clientsFlood() {
        Pods pods = SHARED.pods();
        Pod pod = pods.all().getFirst();
        try (Crowd crowd = new Crowd(pods, Scale.CLIENTS, Scale.ROOMS, Scale.EACH);
                Attack attack = new Attack(pod)) {
            crowd.talks(Scale.PER_SECOND);
            crowd.goesOnFor(Scale.LONG ? Duration.ofSeconds(40) : Duration.ofSeconds(4));
            try (Member newcomer = Member.named("Newcomer", pod)) {
                newcomer.joins(PodCluster.room());
            }
            attack.stops();
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            List<Integer> garbage =
                    attack.garbage().stream().distinct().sorted().toList();
            Report.row(
                    "clients flood",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "%d connections of %d commands/s: %d `rate_limited`, then 4004; %d malformed ones ended with"
                                    + " %s; %d half-open handshakes; others lost: %d, their slowest answer %.2f s",
                            attack.floods().size(),
                            Attack.PER_SECOND,
                            attack.limited(),
                            attack.garbage().size(),
                            garbage,
                            Attack.HALF_OPEN,
                            crowd.comebacks().size(),
                            crowd.slowestAnswer()));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(0, crowd.comebacks().size());
            assertEquals(List.of(FLOOD), attack.floods().stream().distinct().toList());
            assertTrue(attack.limited() >= attack.floods().size() * 499, "rate_limited: " + attack.limited());
            assertEquals(List.of(1002, 4500), garbage);
        }
    }

    @Test
    void manyClientsReconnectAtOnce() {
        Pods pods = SHARED.pods();
        Pods two = new Pods(pods.all().subList(0, 2));
        try (Crowd crowd = new Crowd(two, RETURNING, RETURNING / 10, Scale.EACH)) {
            crowd.talks(WHILE_RETURNING_PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            crowd.settles(Crowd::everybody);
            double commands = commands();
            // Messages sent while they are disconnected have to be replayed to them.
            crowd.clients().forEach(Client::reconnect);
            crowd.talks(WHILE_RETURNING_PER_SECOND);
            crowd.goesOnFor(Scale.CALM);
            crowd.isSilent();
            await().atMost(Duration.ofSeconds(2 * RETURNED_WITHIN_SECONDS))
                    .pollInterval(50, MILLISECONDS)
                    .until(() -> crowd.clients().stream().allMatch(Client::online));
            double each = (commands() - commands) / RETURNING;
            crowd.settles(Crowd::everybody);

            Verdict verdict = crowd.ledger(Crowd::everybody).verdict();
            double[] back = crowd.comebacks().stream()
                    .mapToDouble(Reconnection::seconds)
                    .toArray();
            double slowest = Arrays.stream(back).max().orElse(0);
            Report.row(
                    RETURNING + " sockets reconnect at once to 2 pods",
                    verdict,
                    String.format(
                            Locale.ROOT,
                            "all resumed after %.1f s (p50 %.1f s), %d resets; %.0f commands of Redis for each resume of"
                                    + " 3 rooms, those inside of scripts and of the talk included",
                            slowest,
                            Report.percentile(back, 50),
                            crowd.resets(),
                            each));
            assertTrue(verdict.clean(), verdict::toString);
            assertEquals(List.of(), crowd.failures());
            assertEquals(RETURNING, back.length);
            assertEquals(0, crowd.resets());
            assertTrue(slowest <= RETURNED_WITHIN_SECONDS, "the last after " + slowest);
            assertTrue(each <= COMMANDS_FOR_A_RESUME, "commands for each resume: " + each);
        }
    }

    private static double commands() {
        return Double.parseDouble(
                PODS.redis().info("stats", "total_commands_processed").orElseThrow());
    }
}
