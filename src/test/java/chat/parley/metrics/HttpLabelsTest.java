package chat.parley.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpLabelsTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();

    HttpLabelsTest() {
        meters.config().meterFilter(new HttpLabels());
    }

    private Meter.Id asked(String method, String uri) {
        return Timer.builder("http.server.requests")
                .tags(Tags.of("method", method, "uri", uri, "status", "405", "outcome", "CLIENT_ERROR"))
                .register(meters)
                .getId();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO1", "get", "TRACE", "CONNECT", "PROPFIND", "UNKNOWN", "M-SEARCH"})
    void unsupportedMethodIsLabelledOther(String method) {
        assertEquals("OTHER", asked(method, "root").getTag("method"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void knownMethodKeepsItsLabel(String method) {
        assertEquals(method, asked(method, "root").getTag("method"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/uu1",
                "/api/x",
                "/api/rooms/a/b",
                "/api/rooms/a/messages/b/c",
                "/api/rooms/",
                "/rooms/lobby",
                "/ws/",
                "/q",
                "/*0",
                "/bad-request",
                "/icons/a/b",
                "",
                "/api/rooms\n"
            })
    void unknownPathIsLabelledOther(String path) {
        assertEquals("OTHER", asked("POST", path).getTag("uri"));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/rooms/x1, /api/rooms/{room}",
        "/api/rooms/%2e%2e, /api/rooms/{room}",
        "/rooms/{room}/messages, /api/rooms/{room}/messages",
        "/api/admin/users/ada/disconnect, /api/admin/users/{user}/disconnect",
        "/a/0123456789/start/app.js, /a/{file}",
        "/a/%0a, /a/{file}",
        "/icons/icon.svg, /icons/{file}",
        "root, root",
        "NOT_FOUND, NOT_FOUND",
        "OTHER, OTHER"
    })
    void knownPathIsLabelledWithItsRoute(String path, String route) {
        assertEquals(route, asked("GET", path).getTag("uri"));
    }

    @Test
    void inventedMethodsAndPathsShareOneMeter() {
        for (int i = 0; i < 1_000; i++) {
            asked("FOO" + i, "/uu" + i);
        }
        assertEquals(1, meters.getMeters().size());
    }

    @Test
    void statusAndOutcomeLabelsAreKept() {
        assertEquals("405", asked("FOO", "/uu").getTag("status"));
        assertEquals("CLIENT_ERROR", asked("FOO", "/uu").getTag("outcome"));
        assertEquals(
                "made up",
                meters.counter("parley.messages", "method", "made up").getId().getTag("method"),
                "others' labels are theirs");
    }

    @Test
    void everyPathOfTheApiHasItsLabel() throws IOException {
        Set<String> described = Files.readAllLines(Path.of("src/main/resources/META-INF/openapi.yaml")).stream()
                .filter(line -> line.matches(" {2}/api/\\S+:"))
                .map(line -> line.strip().replace(":", ""))
                .collect(Collectors.toSet());
        assertNotEquals(Set.of(), described);
        for (String path : described) {
            assertEquals(path, HttpRoutes.label(path));
            assertEquals(path, HttpRoutes.label(path.substring("/api".length())), "as the framework knows it");
        }
    }

    @Test
    void everyFileOfThePageHasItsLabel() throws IOException {
        Path page = Path.of("src/main/resources/page");
        try (Stream<Path> files = Files.walk(page)) {
            files.filter(Files::isRegularFile)
                    .map(file -> "/" + page.relativize(file))
                    .filter(path -> !path.equals("/index.html"))
                    .map(path -> path.replace(".html", ""))
                    .forEach(path -> assertNotEquals("OTHER", HttpRoutes.label(path), path));
        }
    }
}
