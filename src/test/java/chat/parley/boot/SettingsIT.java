package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.dev.TestRedis;
import chat.parley.kit.Lane;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// How a packaged pod ends with an invalid setting; RefusalsTest has all invalid settings.
@Lane(Lane.PROTOCOL)
final class SettingsIT {

    /// Twelve pods at once took 37 s on two busy cores, and each may take 30 s.
    private static final int AT_ONCE = 4;

    @TempDir
    private Path folder;

    @Test
    void podWithAnInvalidSettingPrintsOneSentenceAndExits() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            endsWithOneSentence(List.of(
                    Wrong.of("parley.history.age", "PARLEY_HISTORY_AGE", "0s"),
                    Wrong.of("parley.hello-timeout", "PARLEY_HELLO_TIMEOUT", "abc"),
                    Wrong.of("parley.limits.frame-size", "PARLEY_LIMITS_FRAME_SIZE", "64Q"),
                    Wrong.of("parley.broadcast", "PARLEY_BROADCAST", "nobody"),
                    Wrong.of("PARLEY_GUESTS", "PARLEY_GUEST", "false"),
                    Wrong.of("REDIS_URL", "REDIS_URL", "http://:hunter2@redis"),
                    Wrong.of("PORT", "PORT", port),
                    Wrong.of("PORT", "PORT", "http"),
                    Wrong.of("quarkus.management.port", "-Dquarkus.management.port", port),
                    Wrong.of("parley.guests", "-Dparley.guest", "false"),
                    Wrong.of("OTEL_PROPAGATORS", "OTEL_PROPAGATORS", "b3"),
                    Wrong.of("OTEL_EXPORTER_OTLP_CERTIFICATE", "OTEL_EXPORTER_OTLP_CERTIFICATE", "/nowhere")));
        }
    }

    /// A few at a time, alternately started as the jar and as the image start it.
    private void endsWithOneSentence(List<Wrong> all) throws IOException {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            together(all.subList(from, Math.min(all.size(), from + AT_ONCE)), from);
        }
    }

    private void together(List<Wrong> some, int first) throws IOException {
        List<Executable> expectations = new ArrayList<>();
        List<PackagedPod> pods = new ArrayList<>();
        try {
            for (Wrong wrong : some) {
                int number = first + pods.size();
                Path own = Files.createDirectory(folder.resolve("pod-" + number));
                PackagedPod pod = wrong.start(own, number % 2 == 0);
                pods.add(pod);
                expectations.add(() -> endsWithOneSentence(wrong, pod));
            }
            assertAll(expectations);
        } finally {
            pods.forEach(PackagedPod::close);
        }
    }

    private static void endsWithOneSentence(Wrong wrong, PackagedPod pod) throws Exception {
        int code = assertDoesNotThrow(pod::exitCode, wrong::toString);
        assertEquals(1, code, () -> wrong + ": " + pod);
        assertEquals(1, pod.errors().lines().count(), () -> wrong + ": " + pod);
        assertTrue(pod.errors().contains(wrong.named()), () -> wrong + ": " + pod);
        assertFalse(pod.toString().contains("hunter2"), () -> wrong + ": " + pod);
        assertFalse(pod.output().contains("\"ERROR\"") || pod.output().contains("\\tat "), () -> wrong + ": " + pod);
    }

    /// @param named what the sentence has to name
    /// @param name of a variable, or of a system property with the option of the JVM
    private record Wrong(String named, String name, String value) {

        static Wrong of(String named, String name, String value) {
            return new Wrong(named, name, value);
        }

        PackagedPod start(Path folder, boolean image) throws IOException {
            Map<String, String> environment = new HashMap<>(Map.of(
                    "REDIS_URL", TestRedis.address().toString(), "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1"));
            List<String> options = new ArrayList<>();
            if (name.startsWith("-D")) {
                options.add(name + "=" + value);
            } else {
                environment.put(name, value);
            }
            return image
                    ? PackagedPod.asTheImage(folder, environment, options.toArray(String[]::new))
                    : new PackagedPod(folder, environment, options.toArray(String[]::new));
        }
    }
}
