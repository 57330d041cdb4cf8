package chat.parley.auth;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import chat.parley.kit.Pod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The headers of each answer to a browser, and which port serves what.
@Lane(Lane.PROTOCOL)
final class HeadersIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> PATHS = List.of("/", "/sw.js", "/api/rooms", "/asyncapi.yaml", "/nothing-here");

    @RegisterExtension
    static final IssuerCluster PODS = new IssuerCluster();

    private static HttpResponse<String> get(int port, String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void responsesForbidFramingSniffingAndScripts() throws IOException, InterruptedException {
        for (String path : PATHS) {
            HttpResponse<String> answer = get(PODS.open().port(), path);
            assertEquals("nosniff", header(answer, "X-Content-Type-Options"), path);
            assertEquals("DENY", header(answer, "X-Frame-Options"), path);
            assertEquals("no-referrer", header(answer, "Referrer-Policy"), path);
            assertEquals(
                    1, answer.headers().allValues("Content-Security-Policy").size(), path);
            String policy = header(answer, "Content-Security-Policy");
            assertTrue(policy.startsWith("default-src 'none'"), policy);
            assertTrue(policy.contains("frame-ancestors 'none'"), policy);
        }
    }

    @Test
    void responsesBehindTlsCarryHsts() throws IOException, InterruptedException {
        String told = header(get(PODS.open().port(), "/", "X-Forwarded-Proto", "https"), "Strict-Transport-Security");
        assertEquals("max-age=31536000", told);
        assertEquals("", header(get(PODS.open().port(), "/"), "Strict-Transport-Security"));
    }

    @Test
    void forwardedSchemeFromAnUntrustedProxyIsIgnored() throws IOException, InterruptedException {
        assertEquals(
                "", header(get(PODS.closed().port(), "/", "X-Forwarded-Proto", "https"), "Strict-Transport-Security"));
    }

    @Test
    void healthAndMetricsAreServedOnlyOnTheManagementPort() throws IOException, InterruptedException {
        Pod pod = PODS.open();
        for (String path : List.of("/q/metrics", "/q/health", "/q/health/ready", "/q/health/live")) {
            assertEquals(404, get(pod.port(), path).statusCode(), path);
            await().untilAsserted(() ->
                    assertEquals(200, get(pod.managementPort(), path).statusCode(), path));
        }
        assertEquals(404, get(pod.managementPort(), "/").statusCode());
        assertEquals(404, get(pod.managementPort(), "/ws").statusCode());
    }
}
