package chat.parley.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Frame;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawSocket;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that send everything at once and then obey every `after` to the millisecond (protocol.md sections
/// 2 and 8).
@Order(1)
@Lane({Lane.PROTOCOL, Lane.SCREENS})
final class PatienceIT {
    private static final int COMMANDS = 600;

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    /// The default limits for commands; the same for messages, so that it takes seconds and not minutes.
    private static final Pod POD = PODS.pod("parley.limits.messages-per-second=50", "parley.limits.messages-burst=20");

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    /// One client: commands by their ref, retried when told to.
    private static final class Patient {
        private final RawSocket socket;
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private final List<JsonNode> answers = new ArrayList<>();
        private final Map<Integer, List<String>> told = new TreeMap<>();
        private final long began = System.nanoTime();
        private final AtomicInteger refusals = new AtomicInteger();

        private Patient(Pod pod) {
            socket = new RawSocket(pod);
            socket.says(Frame.of("op", "hello", "ref", "hello", "name", "Patient"));
            socket.readsUntil(text -> text.contains("\"hello\""));
        }

        private long millis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        }

        /// Sends all of them at once; returns the answers in the order of the commands.
        private List<JsonNode> carriesOut(List<String> commands) {
            answers.addAll(Collections.nCopies(commands.size(), null));
            commands.forEach(socket::says);
            AtomicInteger open = new AtomicInteger(commands.size());
            int ended = socket.readsUntil(text -> {
                JsonNode reply = Frame.read(text);
                if (!reply.has("ref")) {
                    return false;
                }
                int which = reply.get("ref").asInt();
                JsonNode error = reply.path("error");
                if (error.path("code").asText().equals("rate_limited")) {
                    refusals.incrementAndGet();
                    told.computeIfAbsent(which, _ -> new ArrayList<>())
                            .add(millis() + " ms: " + error.get("after") + ", "
                                    + error.get("message").asText());
                    clock.schedule(
                            () -> socket.says(commands.get(which)),
                            error.get("after").asLong(),
                            TimeUnit.MILLISECONDS);
                    return false;
                }
                assertTrue(reply.has("ok"), text);
                answers.set(which, reply.get("ok"));
                return open.decrementAndGet() == 0;
            });
            clock.shutdownNow();
            socket.close();
            assertEquals(0, ended, "how the connection ended after " + refusals + " refusals");
            return answers;
        }
    }

    @Test
    void clientThatRespectsRetryAfterIsNoFloodAndKeepsItsOrder() {
        List<String> pings = IntStream.range(0, COMMANDS)
                .mapToObj(i -> Frame.of("op", "ping", "ref", Integer.toString(i)))
                .toList();
        Patient pinging = new Patient(POD);
        CompletableFuture<List<JsonNode>> pinged =
                CompletableFuture.supplyAsync(() -> pinging.carriesOut(pings), Thread::startVirtualThread);
        String room = PodCluster.room();
        List<String> sends = IntStream.range(0, COMMANDS)
                .mapToObj(i -> Frame.of(
                        "op", "send", "ref", Integer.toString(i), "room", room, "cid", "c" + i, "text", "message " + i))
                .toList();
        Patient talking = new Patient(POD);
        try (Member ada = Member.named("Ada", POD)) {
            ada.joins(room);
            talking.socket.says(Frame.of("op", "join", "ref", "join", "room", room));
            talking.socket.readsUntil(text -> text.contains("\"join\""));
            List<JsonNode> sent = talking.carriesOut(sends);
            List<String> misplaced = IntStream.range(0, COMMANDS)
                    .filter(i -> sent.get(i).get("seq").asInt() != i + 1)
                    .mapToObj(
                            i -> (i + 1) + " is stored as " + sent.get(i).get("seq") + ", told " + talking.told.get(i))
                    .toList();
            assertEquals(List.of(), misplaced, "in the order sent, each once");
            assertTrue(sent.stream().noneMatch(ok -> ok.get("duplicate").asBoolean()));
            assertTrue(talking.refusals.get() >= COMMANDS - 20, talking.refusals + " refusals");
            assertEquals(COMMANDS, pinged.join().size());
            assertTrue(pinging.refusals.get() >= 450, pinging.refusals + " refusals");
        }
    }
}
