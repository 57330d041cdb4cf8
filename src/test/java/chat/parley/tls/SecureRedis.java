package chat.parley.tls;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.dev.FreePort;
import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A redis-server on this machine that accepts only TLS, with the users of `k8s/base/users.acl`, as
/// `redis.sh` creates them.
final class SecureRedis implements AutoCloseable {
    private static final Path USERS = Path.of("k8s", "base", "users.acl");

    private final int port = FreePort.next();
    private final Path folder;
    private final String password;
    private final Process process;

    /// @param server the name of its certificate's files
    /// @param password of the user `parley`
    /// @param more settings
    SecureRedis(Path folder, String server, String password, String... more) {
        this.folder = folder;
        this.password = password;
        Path program = Program.redisServer("a Redis with TLS");
        try {
            Files.writeString(
                    folder.resolve(server + ".acl"),
                    Files.readString(USERS)
                            .replace("@parley@", digest(password))
                            .replace("@backup@", digest("backup " + password))
                            .replace("@operator@", digest("operator " + password)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> words = new ArrayList<>(List.of("--port", "0", "--tls-port", "" + port, "--bind", "127.0.0.1"));
        words.addAll(List.of("--tls-auth-clients", "no", "--tls-ca-cert-file", server + ".crt"));
        words.addAll(List.of("--tls-cert-file", server + ".crt", "--tls-key-file", server + ".key"));
        words.addAll(List.of("--aclfile", folder.resolve(server + ".acl").toString()));
        words.addAll(List.of("--save", "", "--appendonly", "no"));
        words.addAll(List.of(more));
        Path log = folder.resolve(server + "-" + port + ".log");
        process = Program.start(program, folder, log, words.toArray(String[]::new));
        await().atMost(10, SECONDS).until(() -> answers() || !process.isAlive());
        if (knowsNoTls(log)) {
            throw Program.notRun("expected " + program + " to be built with TLS: a Redis with TLS");
        }
    }

    /// Its address, for this user.
    URI address(String user, String password) {
        return URI.create("rediss://" + user + ":" + password + "@127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    /// Its answer to an operator.
    String asked(Path trust, String... command) {
        List<String> words = new ArrayList<>(List.of("-p", "" + port, "--tls", "--cacert", trust.toString()));
        words.addAll(List.of("--no-auth-warning", "--user", "operator", "--pass", "operator " + password));
        words.addAll(List.of(command));
        return Program.run(Program.named("redis-cli", "a Redis with TLS"), folder, words.toArray(String[]::new));
    }

    private boolean knowsNoTls(Path log) {
        try {
            return !process.isAlive() && Files.readString(log).matches("(?s).*(Bad directive|TLS support).*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    static String digest(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
