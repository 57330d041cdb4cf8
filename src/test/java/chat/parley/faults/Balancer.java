package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.FreePort;
import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real haproxy in front of pods: it checks whether each is ready, gives a connection to the one with the
/// fewest, and tries another if that one refuses.
final class Balancer implements AutoCloseable {
    /// Where a pod may be.
    /// @param management the port for the readiness check
    record Place(int port, int management) {
        String[] settings(String... others) {
            List<String> settings = new ArrayList<>(List.of(others));
            settings.add("quarkus.http.port=" + port);
            settings.add("quarkus.management.port=" + management);
            return settings.toArray(String[]::new);
        }
    }

    private static final String FEWEST = "leastconn";
    private static final String BY_ADDRESS = "source";

    private final List<Place> places = new ArrayList<>();
    private final int port = FreePort.next();
    private final Path folder;
    private final Process process;
    private final String rule;

    Balancer(Path haproxy, int count) {
        this(haproxy, count, FEWEST);
    }

    /// One that always brings an address to the same pod: all clients of this machine.
    static Balancer sticky(Path haproxy, int count) {
        return new Balancer(haproxy, count, BY_ADDRESS);
    }

    private Balancer(Path haproxy, int count, String rule) {
        this.rule = rule;
        for (int i = 0; i < count; i++) {
            places.add(new Place(FreePort.next(), FreePort.next()));
        }
        try {
            folder = Files.createTempDirectory("parley-balancer-");
            Files.writeString(folder.resolve("haproxy.cfg"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = Program.start(haproxy, folder, folder.resolve("log"), "-f", "haproxy.cfg", "-db");
        await().atMost(10, SECONDS).until(this::listens);
    }

    private String configuration() {
        StringBuilder text = new StringBuilder("""
                global
                  maxconn 4000
                defaults
                  mode http
                  timeout connect 10s
                  timeout client 30s
                  timeout server 30s
                  # Above the heartbeat of 25 s (parley.heartbeat.interval).
                  timeout tunnel 1h
                  timeout check 10s
                  # A pod that drains answers 503 until its check has failed.
                  retries 3
                  option redispatch 1
                  retry-on conn-failure empty-response 503
                frontend members
                  bind 127.0.0.1:%d
                  default_backend pods
                backend pods
                  balance %s
                  option httpchk GET /q/health/ready
                  default-server check inter 500ms fall 1 rise 1
                """.formatted(port, rule));
        for (Place place : places) {
            text.append(
                    "  server pod%d 127.0.0.1:%d port %d%n".formatted(place.port(), place.port(), place.management()));
        }
        return text.toString();
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    URI address() {
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError("expected haproxy to stay, it said " + said());
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
