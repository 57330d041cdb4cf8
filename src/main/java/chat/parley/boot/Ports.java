package chat.parley.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the ports are free that a pod is to listen on: asked by taking them for a moment.
final class Ports {

    private Ports() {}

    static Stream<String> refusals(Given given) {
        List<String> refusals = new ArrayList<>();
        if (!given.says("quarkus.http.insecure-requests", "disabled")
                && !given.says("quarkus.http.host-enabled", "false")) {
            refusal(given, "quarkus.http", "PORT (quarkus.http.port, QUARKUS_HTTP_PORT)")
                    .ifPresent(refusals::add);
        }
        if (given.says("quarkus.management.enabled", "true")
                && !given.says("quarkus.management.host-enabled", "false")) {
            refusal(given, "quarkus.management", "quarkus.management.port (QUARKUS_MANAGEMENT_PORT)")
                    .ifPresent(refusals::add);
        }
        return refusals.stream();
    }

    private static Optional<String> refusal(Given given, String server, String title) {
        String host = given.value(server + ".host").orElse("0.0.0.0");
        int port =
                given.value(server + ".port").flatMap(Forms::number).orElse(0L).intValue();
        if (port == 0 || given.says(server + ".so-reuse-port", "true")) {
            return Optional.empty();
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return Optional.empty();
        } catch (IOException taken) {
            return Optional.of(title + ": expected a port that is free, got " + port + " of " + host + ": "
                    + taken.getMessage() + ".");
        }
    }
}
