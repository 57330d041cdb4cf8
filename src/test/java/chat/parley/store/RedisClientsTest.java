package chat.parley.store;

import static chat.parley.kit.Store.result;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections to a Redis that misbehaves.
final class RedisClientsTest {
    private static final int PATIENCE_MS = 10_000;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void end() {
        result(vertx.close());
    }

    @Test
    void silentServerIsUnavailableAndDisconnected() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RedisClients clients = new RedisClients(KeyPrefix.USUAL);
            clients.customize(
                    "silent", new RedisOptions().setConnectionString("redis://127.0.0.1:" + silent.getLocalPort()));
            StoreUnavailable away = assertThrows(
                    StoreUnavailable.class,
                    () -> result(clients.connect(vertx, vertx.getOrCreateContext(), 1, Optional.empty())));
            assertTrue(away.toString().contains("did not answer HELLO"), away::toString);
            try (Socket taken = silent.accept()) {
                taken.setSoTimeout(PATIENCE_MS);
                taken.getInputStream().readAllBytes(); // Ends once the other side has ended it.
            }
        }
    }
}
