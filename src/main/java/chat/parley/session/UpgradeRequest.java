package chat.parley.session;

import chat.parley.admission.Excerpt;
import chat.parley.admission.HttpRefusal;
import chat.parley.admission.RefusalReason;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A request for a WebSocket: whether it is a handshake (RFC 6455 section 4.2.1), and what it offers. The
/// framework accepts more than that section allows: any key, versions 0, 7 and 8, other methods.
final class UpgradeRequest {

    private static final String KEY = "Sec-WebSocket-Key";
    private static final String VERSION = "Sec-WebSocket-Version";
    static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String SUPPORTED = "13";
    private static final Pattern SIXTEEN_BYTES = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");
    /// What most proxies need configured (RFC 9110 section 7.6.1 has them drop both headers).
    private static final String PROXY =
            "; a proxy in between has to forward the upgrade (nginx: proxy_http_version 1.1; proxy_set_header Upgrade"
                    + " $http_upgrade; proxy_set_header Connection \"upgrade\")";

    private final HttpServerRequest request;
    private final MultiMap headers;

    UpgradeRequest(HttpServerRequest request) {
        this.request = request;
        this.headers = request.headers();
    }

    /// Whether a WebSocket is requested at all.
    boolean asked() {
        return headers.contains(KEY);
    }

    Optional<HttpRefusal> methodFault() {
        return request.method().equals(HttpMethod.GET)
                ? Optional.empty()
                : Optional.of(new HttpRefusal(
                        RefusalReason.METHOD,
                        "expected GET (RFC 6455 section 4.1), got "
                                + Excerpt.of(request.method().name())));
    }

    /// The refusal of a request that is no handshake; empty for a handshake.
    Optional<HttpRefusal> fault() {
        return methodFault().or(this::requestFault).or(this::keyFault).or(this::versionFault);
    }

    private Optional<HttpRefusal> requestFault() {
        if (request.version() != HttpVersion.HTTP_1_1) {
            return broken("HTTP/1.1", httpVersion() + PROXY);
        }
        if (!has("Upgrade", "websocket")) {
            return broken("the header Upgrade: websocket", value("Upgrade") + PROXY);
        }
        if (!has("Connection", "upgrade")) {
            return broken("the header Connection: Upgrade", value("Connection") + PROXY);
        }
        if (hasBody()) {
            return broken("a request without a body", "Content-Length or Transfer-Encoding");
        }
        return Optional.empty();
    }

    private Optional<HttpRefusal> keyFault() {
        List<String> keys = headers.getAll(KEY);
        if (keys.size() != 1) {
            return broken("one " + KEY, keys.size() + " of them");
        }
        String key = keys.getFirst();
        return SIXTEEN_BYTES.matcher(key).matches()
                ? Optional.empty()
                : broken("16 bytes in base64 as " + KEY, key.length() + " other characters");
    }

    private Optional<HttpRefusal> versionFault() {
        List<String> versions = headers.getAll(VERSION);
        if (versions.isEmpty()) {
            return broken("the header " + VERSION + ": " + SUPPORTED, "none");
        }
        return versions.equals(List.of(SUPPORTED))
                ? Optional.empty()
                : Optional.of(new HttpRefusal(
                        RefusalReason.VERSION, "expected " + VERSION + ": " + SUPPORTED + ", got " + value(VERSION)));
    }

    private static Optional<HttpRefusal> broken(String expected, String got) {
        return Optional.of(new HttpRefusal(
                RefusalReason.HANDSHAKE,
                "expected a WebSocket handshake (RFC 6455 section 4.2.1) with " + expected + ", got " + got));
    }

    private String value(String header) {
        return headers.contains(header) ? Excerpt.of(String.join(", ", headers.getAll(header))) : "none";
    }

    private String httpVersion() {
        return switch (request.version()) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "HTTP/2";
        };
    }

    /// Subprotocols that the client offers; empty when it offers none.
    Optional<List<String>> offered() {
        return headers.contains(PROTOCOL) ? Optional.of(words(PROTOCOL).toList()) : Optional.empty();
    }

    /// A handshake has no body: only frames follow.
    private boolean hasBody() {
        return headers.contains("Transfer-Encoding")
                || !headers.getAll("Content-Length").stream().allMatch("0"::equals);
    }

    private boolean has(String header, String word) {
        return words(header)
                .anyMatch(candidate -> candidate.toLowerCase(Locale.ROOT).equals(word));
    }

    /// A list may be spread over several headers (RFC 9110 section 5.3).
    private Stream<String> words(String header) {
        return headers.getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    /// Rewrites the checked headers in the form that the framework accepts, which reads one header of a list
    /// and one word of it.
    void simplify() {
        headers.set("Upgrade", "websocket").set("Connection", "Upgrade");
    }
}
