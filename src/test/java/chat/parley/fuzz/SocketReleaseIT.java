package chat.parley.fuzz;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Member;
import chat.parley.kit.Meters;
import chat.parley.kit.Pod;
import chat.parley.kit.PodCluster;
import chat.parley.kit.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the framework creates for a connection is released once the socket is open (ADR 15).
@Lane(Lane.PROTOCOL)
final class SocketReleaseIT {

    private static final int SOCKETS = 40;

    private static final String SOCKET = "chat.parley.websocket.NettyWebSocket";

    private static final List<String> OF_THE_FRAMEWORK = List.of(
            "io.netty.handler.timeout.IdleStateHandler",
            "io.quarkus.websockets.next.runtime.WebSocketConnectionImpl",
            "io.vertx.core.http.impl.Http1xServerConnection",
            "io.vertx.core.http.impl.Http1xServerRequest",
            "io.vertx.core.http.impl.ServerWebSocketImpl",
            "io.vertx.core.net.impl.VertxHandler",
            "io.vertx.ext.web.impl.RoutingContextImpl",
            "chat.parley.session.ChatSocket_WebSocketServerEndpoint");

    @RegisterExtension
    static final PodCluster PODS = new PodCluster();

    private static final Pod POD = PODS.pod("quarkus.websockets-next.server.metrics.enabled=true");

    @Test
    void openSocketRetainsNoFrameworkObjects() {
        PODS.ready();
        List<Member> members = new ArrayList<>();
        try {
            for (int i = 0; i < SOCKETS; i++) {
                members.add(Member.named("Ada " + i, POD));
            }
            // The test's own connections to the pod's health and metrics count, too.
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertTrue(
                            POD.living(OF_THE_FRAMEWORK).values().stream().allMatch(count -> count < SOCKETS / 2),
                            () -> POD.living(OF_THE_FRAMEWORK).toString()));
            Meters meters = Meters.of(POD);
            double opened = meters.sum("parley_connections_opened_total");
            assertTrue(opened >= SOCKETS);
            assertEquals(opened, meters.sum("quarkus_websockets_server_connections_opened_total"));
            assertEquals(opened, meters.sum("quarkus_websockets_server_connections_closed_total"));
            assertEquals(0, meters.sum("quarkus_websockets_server_connections_onopen_errors_total"));
            assertEquals(0, meters.sum("quarkus_websockets_server_endpoint_count_errors_total"));
            // A member that a busy pod asked to retry has connected twice; the pod is searched for objects by their
            // class name.
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertEquals(
                            Meters.of(POD).sum("parley_connections_open"),
                            POD.living(List.of(SOCKET)).getOrDefault(SOCKET, 0L).doubleValue()));
        } finally {
            members.forEach(Member::close);
        }
        assertEquals(List.of(), POD.mistakes());
    }

    /// The client leaves right after the handshake, before the framework has reported the open connection: by
    /// a close frame in the same write, and by a reset.
    @Test
    void immediateDisconnectIsNoErrorToTheFramework() throws IOException {
        PODS.ready();
        byte[] handshake = Octets.utf8(String.join("\r\n", RawHttp.upgrade(POD.port(), "", "")));
        byte[] andClose = Octets.all(handshake, Octets.close(1000));
        for (int i = 0; i < SOCKETS; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), POD.port())) {
                socket.getOutputStream().write(i % 2 == 0 ? andClose : handshake);
                if (i % 2 == 0) {
                    socket.getInputStream().readAllBytes();
                } else {
                    socket.setSoLinger(true, 0);
                }
            }
        }
        await().atMost(20, SECONDS).untilAsserted(() -> {
            Meters meters = Meters.of(POD);
            assertEquals(0, meters.sum("parley_connections_open"));
            assertEquals(
                    meters.sum("quarkus_websockets_server_connections_opened_total"),
                    meters.sum("quarkus_websockets_server_connections_closed_total"));
        });
        assertEquals(0, Meters.of(POD).sum("quarkus_websockets_server_endpoint_count_errors_total"));
    }
}
