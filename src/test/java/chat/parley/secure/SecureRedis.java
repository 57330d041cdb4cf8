package chat.parley.secure;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import chat.parley.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A redis-server of this machine that takes TLS alone, with the users of `k8s/base/users.acl`, as they come out of
/// `redis.sh`.
final class SecureRedis implements AutoCloseable {
    private static final Path USERS = Path.of("k8s", "base", "users.acl");

    private final int port = freePort();
    private final Process process;

    /// @param server what its certificate is filed under
    /// @param password of the user `parley`
    SecureRedis(Path folder, String server, String password) {
        Path program = Program.named("redis-server", "a Redis with TLS");
        try {
            Files.writeString(
                    folder.resolve(server + ".acl"),
                    Files.readString(USERS)
                            .replace("@parley@", digest(password))
                            .replace("@operator@", digest("operator " + password)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = Program.start(
                program,
                folder,
                folder.resolve(server + ".log"),
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--tls-auth-clients",
                "no",
                "--tls-cert-file",
                server + ".crt",
                "--tls-key-file",
                server + ".key",
                "--tls-ca-cert-file",
                server + ".crt",
                "--aclfile",
                folder.resolve(server + ".acl").toString(),
                "--save",
                "",
                "--appendonly",
                "no");
        await().atMost(10, SECONDS).until(this::answers);
    }

    /// Where it is, for this user.
    URI address(String user, String password) {
        return URI.create("rediss://" + user + ":" + password + "@127.0.0.1:" + port);
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

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
