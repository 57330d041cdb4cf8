package chat.parley.dev;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Detects what listens on a port of this machine. Uses two commands of Redis' inline protocol, so that it
/// works before and without the client that is being configured.
final class RedisProbe {
    /// How long to wait for a reply; a Redis that takes longer is running, but busy.
    private static final int TIMEOUT_MS = 1000;

    private final int port;

    RedisProbe(int port) {
        this.port = port;
    }

    enum Answer {
        READY,
        BUSY,
        FOREIGN,
        NOBODY
    }

    Answer ping() {
        try {
            String line = ask("PING", 1).getFirst();
            return line.equals("+PONG") ? Answer.READY : line.startsWith("-LOADING") ? Answer.BUSY : Answer.FOREIGN;
        } catch (ConnectException refused) {
            return Answer.NOBODY;
        } catch (IOException timeout) {
            return Answer.BUSY;
        }
    }

    /// The value of a setting of the running server, or empty if it does not return it.
    Optional<String> setting(String name) {
        try {
            List<String> lines = ask("CONFIG GET " + name, 5);
            return lines.getFirst().equals("*2") ? Optional.of(lines.getLast()) : Optional.empty();
        } catch (IOException timeout) {
            return Optional.empty();
        }
    }

    /// The data folder of the running server, if it is one that [RedisServer] started.
    Optional<Path> folder() {
        return setting("appendfilename")
                .filter(RedisServer.LOG::equals)
                .flatMap(ours -> setting("dir"))
                .map(Path::of);
    }

    /// The first line of the reply, and the following ones of a list.
    List<String> ask(String command, int lines) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            List<String> answer = new ArrayList<>(lines);
            do {
                answer.add(Objects.requireNonNullElse(in.readLine(), ""));
            } while (answer.size() < lines && answer.getFirst().startsWith("*"));
            return answer;
        }
    }
}
