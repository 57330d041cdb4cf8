package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.FreePort;
import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A real proxy with TLS in front of two pods. Its configuration is the one that operators get: the test
/// replaces only addresses and paths, and each of them has to be there.
abstract class Proxy implements AutoCloseable {
    static final Path PAGE = Path.of("src/docs/operating.md");
    static final Path HAPROXY = Path.of("compose/haproxy.cfg");

    final Path folder;
    final List<Balancer.Place> places;
    final int open = FreePort.next();
    final int secure = FreePort.next();

    /// @param folder has its certificate: `proxy.crt`, `proxy.key`
    Proxy(Path folder, List<Balancer.Place> places) {
        this.folder = folder;
        this.places = places;
    }

    abstract String name();

    abstract Process process();

    /// The block of the page for operators in this language.
    static String block(String language) {
        Matcher block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(read(PAGE));
        assertTrue(block.find(), () -> PAGE + " has a block for " + language);
        return block.group(1);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The text with another address or path.
    static String with(String text, String here, String there) {
        assertTrue(text.contains(here), () -> "expected " + here + " in " + text);
        return text.replace(here, there);
    }

    final URI address() {
        return URI.create("wss://127.0.0.1:" + secure + "/ws");
    }

    final URI page() {
        return URI.create("https://127.0.0.1:" + secure + "/");
    }

    /// The page without TLS.
    final URI openPage() {
        return URI.create("http://127.0.0.1:" + open + "/");
    }

    final void awaitOpen() {
        await().atMost(10, SECONDS).until(this::listens);
    }

    private boolean listens() {
        if (!process().isAlive()) {
            throw new AssertionError(
                    "expected " + name() + " to stay, it said " + read(folder.resolve(name() + ".log")));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), secure)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public final void close() {
        process().destroy();
        process()
                .onExit()
                .orTimeout(10, SECONDS)
                .exceptionally(_ -> process().destroyForcibly())
                .join();
    }

    /// The one of `compose.yaml`.
    static final class Haproxy extends Proxy {
        private final Process process;

        Haproxy(Path program, Path folder, List<Balancer.Place> places) {
            super(folder, places);
            String text = read(HAPROXY);
            write(folder.resolve("tls.pem"), read(folder.resolve("proxy.crt")) + read(folder.resolve("proxy.key")));
            text = with(text, "/etc/haproxy/tls.pem", folder.resolve("tls.pem").toString());
            text = with(text, "bind :443 ", "bind 127.0.0.1:" + secure + " ");
            text = with(text, "bind :80\n", "bind 127.0.0.1:" + open + "\n");
            // Both containers have the same port for their checks; here, each pod has its own.
            text = with(text, " check port 9000 ", " check ");
            for (int i = 0; i < places.size(); i++) {
                text = with(
                        text,
                        "pod-%d:8080\n".formatted(i + 1),
                        "127.0.0.1:%d port %d\n"
                                .formatted(places.get(i).port(), places.get(i).management()));
            }
            Path file = write(folder.resolve("haproxy.cfg"), text);
            process = Program.start(program, folder, folder.resolve("haproxy.log"), "-f", file.toString(), "-db");
            awaitOpen();
        }

        @Override
        String name() {
            return "haproxy";
        }

        @Override
        Process process() {
            return process;
        }
    }

    /// The one of the page for operators.
    static final class Nginx extends Proxy {
        private final Process process;

        Nginx(Path program, Path folder, List<Balancer.Place> places) {
            super(folder, places);
            String text = block("nginx");
            text = with(text, "/etc/nginx/tls.crt", folder.resolve("proxy.crt").toString());
            text = with(text, "/etc/nginx/tls.key", folder.resolve("proxy.key").toString());
            text = with(text, "listen 443 ", "listen 127.0.0.1:" + secure + " ");
            text = with(text, "listen 80;", "listen 127.0.0.1:" + open + ";");
            for (int i = 0; i < places.size(); i++) {
                text = with(
                        text,
                        "10.0.0.1%d:8080".formatted(i + 1),
                        "127.0.0.1:" + places.get(i).port());
            }
            // What a distribution's nginx.conf has around it, with every file in this folder.
            String around = """
                    daemon off;
                    user root;
                    pid %1$s/nginx.pid;
                    error_log stderr;
                    events { worker_connections 4096; }
                    http {
                      access_log off;
                      client_body_temp_path %1$s/body;
                      proxy_temp_path %1$s/proxy;
                      fastcgi_temp_path %1$s/fastcgi;
                      uwsgi_temp_path %1$s/uwsgi;
                      scgi_temp_path %1$s/scgi;
                    %2$s}
                    """.formatted(folder, text);
            Path file = write(folder.resolve("nginx.conf"), around);
            process = Program.start(program, folder, folder.resolve("nginx.log"), "-c", file.toString());
            awaitOpen();
        }

        @Override
        String name() {
            return "nginx";
        }

        @Override
        Process process() {
            return process;
        }
    }
}
