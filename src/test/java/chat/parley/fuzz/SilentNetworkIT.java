package chat.parley.fuzz;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.FaultProxy;
import chat.parley.kit.Form;
import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A network that goes silent without closing anything: each side detects it by itself (protocol.md sections
/// 6 and 9).
@Lane(Lane.PROTOCOL)
final class SilentNetworkIT {

    /// A ping every 25 s and 10 s for its answer, with a second for a busy machine; the short form has 4 s
    /// and 3 s.
    private static final Duration NOTICED = Form.isLong() ? Duration.ofSeconds(36) : Duration.ofSeconds(12);

    private static final Duration HELD = Form.isLong() ? Duration.ofSeconds(60) : Duration.ofSeconds(8);

    /// `heartbeat` and then ten seconds, or their equivalents here, without a frame.
    private static final Duration CLIENTS_PATIENCE = Form.isLong() ? Duration.ofSeconds(35) : Duration.ofSeconds(7);

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Pod POD = PODS.pod(
            Form.isLong()
                    ? new String[0]
                    : new String[] {
                        "parley.heartbeat.interval=4s", "parley.heartbeat.timeout=3s", "parley.presence.grace=2s"
                    });

    @BeforeAll
    static void start() {
        PODS.ready();
    }

    @Test
    void bothSidesDetectASilentNetwork() throws IOException {
        String room = PodCluster.room();
        try (FaultProxy proxy = FaultProxy.to(POD);
                Member ada = Member.named("Ada", POD);
                RawSocket far = new RawSocket(proxy.port())) {
            ada.joins(room);
            String user = greets(far, "Grace");
            far.says("{\"op\":\"join\",\"ref\":\"2\",\"room\":\"" + room + "\"}");
            hears(far, "\"ref\":\"2\"");
            double dead = Meters.of(POD).sum("parley_connections_closed_total", "code=\"4003\"");
            proxy.hold();
            long held = System.nanoTime();
            CompletableFuture<Duration> client = CompletableFuture.supplyAsync(() -> {
                assertThrows(SocketTimeoutException.class, () -> waitsInVain(far));
                return since(held);
            });
            await().atMost(NOTICED)
                    .until(() -> Meters.of(POD).sum("parley_connections_closed_total", "code=\"4003\"") == dead + 1);
            Duration podNoticed = since(held);
            Duration clientNoticed = client.join();
            ada.heard()
                    .atLeast(
                            1,
                            "word that " + user + " is gone",
                            Member.event("presence", room)
                                    .and(frame -> frame.get("left").toString().contains(user)),
                            Duration.ofSeconds(20));
            System.out.printf(
                    "silent network: the pod noticed after %d ms, the client after %d ms, the others after %d ms%n",
                    podNoticed.toMillis(), clientNoticed.toMillis(), since(held).toMillis());
            assertTrue(clientNoticed.compareTo(NOTICED) <= 0, clientNoticed::toString);
            await().atMost(HELD.plusSeconds(10))
                    .until(() ->
                            since(held).compareTo(HELD) >= 0 && Meters.of(POD).sum("parley_connections_open") == 1);
            proxy.release();
            assertEquals(4003, far.closeCode(), "what waited in the network comes at last");
            ada.settles();
        }
    }

    /// Like a machine that is live-migrated: what its clients answered meanwhile waits in the network.
    @Test
    void clientThatAnswersAPausedPodStaysConnected() {
        try (Member ada = Member.named("Ada", POD)) {
            double dead = Meters.of(POD).sum("parley_connections_closed_total", "code=\"4003\"");
            POD.pause();
            long paused = System.nanoTime();
            await().atMost(NOTICED.multipliedBy(2)).until(() -> since(paused).compareTo(HELD) > 0);
            POD.goOn();
            long gone = System.nanoTime();
            await().atMost(NOTICED.multipliedBy(2)).until(() -> {
                ada.settles();
                return since(gone).compareTo(CLIENTS_PATIENCE) > 0;
            });
            assertEquals(dead, Meters.of(POD).sum("parley_connections_closed_total", "code=\"4003\""));
            assertFalse(POD.said().contains("The subscription to Redis was lost"), "nor is Redis taken for deaf");
        }
    }

    /// Its outbox is full, so the pod reads no answer to a ping, either.
    @Test
    void clientThatReadsNothingIsClosedAsASlowReader() {
        String room = PodCluster.room();
        try (Member ada = Member.named("Ada", POD);
                RawSocket idle = RawSocket.narrow(POD)) {
            ada.joins(room);
            for (int i = 0; i < 20; i++) {
                ada.says(room, "x".repeat(16_000));
            }
            idle.says("{\"op\":\"hello\",\"name\":\"Idle\"}");
            idle.says("{\"op\":\"join\",\"room\":\"" + room + "\"}");
            Meters before = Meters.of(POD);
            for (int i = 0; i < 15; i++) {
                idle.says("{\"op\":\"history\",\"ref\":\"h\",\"room\":\"" + room + "\",\"limit\":100}");
            }
            await().atMost(NOTICED)
                    .until(() -> Meters.of(POD).sum("parley_connections_closed_total", "code=\"4002\"")
                            == before.sum("parley_connections_closed_total", "code=\"4002\"") + 1);
            assertEquals(4002, idle.closeCode(), "it gets the code if it reads after all");
            ada.settles();
        }
    }

    private static void waitsInVain(RawSocket socket) throws IOException {
        socket.patience(CLIENTS_PATIENCE);
        while (true) {
            socket.frame();
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private static String greets(RawSocket socket, String name) throws IOException {
        socket.says("{\"op\":\"hello\",\"ref\":\"1\",\"name\":\"" + name + "\"}");
        return hears(socket, "\"ref\":\"1\"").replaceFirst(".*\"user\":\\{\"id\":\"([a-z0-9]+)\".*", "$1");
    }

    private static String hears(RawSocket socket, String what) throws IOException {
        String said = "";
        while (!said.contains(what)) {
            said = new String(socket.frame().payload(), StandardCharsets.UTF_8);
        }
        return said;
    }
}
