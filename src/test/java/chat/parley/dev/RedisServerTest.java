package chat.parley.dev;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisServerTest {
    private static final Path BINARIES = Path.of("target", "redis");

    @TempDir
    private Path folder;

    private final int port = FreePort.next();
    private final RedisProbe redis = new RedisProbe(port);

    @AfterEach
    void endRedis() throws IOException {
        if (redis.ping() == RedisProbe.Answer.READY) {
            redis.ask("SHUTDOWN", 1);
        }
    }

    @Test
    void messagesSurviveARestart() throws IOException {
        place().start(BINARIES);
        redis.ask("SET said hello", 1);
        redis.ask("SHUTDOWN", 1);
        awaitNobody();
        place().start(BINARIES);
        assertEquals("hello", said());
    }

    @Test
    void lostServerRestartsWithItsData() throws IOException {
        place().start(BINARIES);
        redis.ask("SET said hello", 1);
        var watch = new RedisWatch(place(), BINARIES);
        redis.ask("SHUTDOWN", 1);
        await().atMost(5, SECONDS).until(() -> redis.ping() == RedisProbe.Answer.READY);
        watch.end();
        assertEquals("hello", said());
    }

    @Test
    void oneOfTwoSimultaneouslyStartedServersRemains() throws IOException {
        List.of(place(), place(), place()).parallelStream().forEach(place -> place.start(BINARIES));
        // A server that starts late would take the port after the other has stopped, and nothing would stop it.
        await().atMost(20, SECONDS).until(() -> logged("Redis is starting") == 3 && logged("Failed listening") == 2);
        redis.ask("SET said hello", 1);
        assertEquals("hello", said());
        assertEquals(1, pidFiles());
        assertEquals(folder.toRealPath(), redis.folder().orElseThrow());
    }

    @Test
    void serverStopsWithItsParentProcessHoweverThatEnds() throws IOException, InterruptedException {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedisOwner.class.getName(),
                        Integer.toString(port),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("owner.log").toFile())
                .start();
        await().atMost(20, SECONDS).until(() -> redis.ping() == RedisProbe.Answer.READY);
        redis.ask("SET said hello", 1);
        owner.destroyForcibly().waitFor();
        awaitNobody();
        place().start(BINARIES);
        assertEquals("hello", said());
    }

    @Test
    void refusalOfAnOccupiedPortNamesItsSetting() throws IOException {
        try (ServerSocket other = new ServerSocket(port)) {
            Thread.ofVirtual().start(() -> answer(other));
            var refusal = assertThrows(IllegalStateException.class, () -> place().start(BINARIES));
            assertTrue(String.valueOf(refusal.getMessage()).contains("parley.dev.redis-port"), refusal::getMessage);
        }
    }

    @Test
    void processesOfOneTestRunShareOneRedis() {
        var first = new EmbeddedRedis(0);
        var again = new EmbeddedRedis(0);
        assertEquals(first.getHosts(), again.getHosts());
        assertEquals(first.getHosts(), first.getHosts());
        first.stopWatching();
        again.stopWatching();
    }

    private long logged(String words) throws IOException {
        return Files.readString(folder.resolve("redis.log"))
                .lines()
                .filter(line -> line.contains(words))
                .count();
    }

    private RedisPlace place() {
        return new RedisPlace(port, folder, false);
    }

    private String said() throws IOException {
        String length = redis.ask("GET said", 1).getFirst();
        return length.equals("$5") ? "hello" : length;
    }

    private void awaitNobody() {
        await().atMost(10, SECONDS).until(() -> redis.ping() == RedisProbe.Answer.NOBODY);
    }

    private long pidFiles() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pid")).count();
        }
    }

    private static void answer(ServerSocket server) {
        try {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException closed) {
            return;
        }
    }
}
