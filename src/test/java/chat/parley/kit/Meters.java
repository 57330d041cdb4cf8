package chat.parley.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/// A pod's metrics at one moment (`/q/metrics`).
public final class Meters {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> lines;

    private Meters(List<String> lines) {
        this.lines = lines;
    }

    /// Reads them now.
    public static Meters of(Pod pod) {
        URI metrics = URI.create("http://127.0.0.1:" + pod.managementPort() + "/q/metrics");
        try {
            return new Meters(HTTP.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("expected the pod to tell its metrics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The lines of all meters whose names begin like this.
    public List<String> lines(String beginning) {
        return lines.stream().filter(line -> line.startsWith(beginning)).toList();
    }

    /// The sum over all meters of this name that have all of these labels (`code="4003"`); 0 if there is
    /// none.
    public double sum(String name, String... labels) {
        return lines.stream()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
