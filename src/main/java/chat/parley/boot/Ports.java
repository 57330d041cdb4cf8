package chat.parley.boot;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Checks that the ports that a pod is to listen on are free, by binding them for a moment.
final class Ports {

    private final Given given;
    private final List<String> refusals = new ArrayList<>();

    private Ports(Given given) {
        this.given = given;
    }

    static List<String> refusals(Given given) {
        Ports ports = new Ports(given);
        if (!given.is("quarkus.http.insecure-requests", "disabled")) {
            ports.check("quarkus.http", "PORT (quarkus.http.port, QUARKUS_HTTP_PORT)");
        }
        if (given.is("quarkus.management.enabled", "true")) {
            ports.check("quarkus.management", "quarkus.management.port (QUARKUS_MANAGEMENT_PORT)");
        }
        return ports.refusals;
    }

    private void check(String server, String title) {
        int port = (int) Values.number(given.text(server + ".port")).orElse(0);
        boolean shared = given.is(server + ".so-reuse-port", "true");
        if (port != 0 && !shared && !given.is(server + ".host-enabled", "false")) {
            bind(given.value(server + ".host").orElse("0.0.0.0"), port, title);
        }
    }

    private void bind(String host, int port, String title) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException inUse) {
            refusals.add(
                    title + ": expected a free port, got " + port + " of " + host + ": " + inUse.getMessage() + ".");
        }
    }
}
