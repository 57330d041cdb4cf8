package chat.parley.admission;

import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The refusal of a request before it becomes a session.
///
/// @param detail what was expected and what was received, with the setting to change; goes to the client and
///     into the log, so client input appears in it only as an [Excerpt], and never anything that may be a
///     token
public record HttpRefusal(RefusalReason reason, String detail) {

    /// Seconds after which a full or draining pod is worth another try.
    static final int RETRY_SECONDS = 5;

    private static final int UNAVAILABLE = 503;
    private static final long MS = 1_000;

    /// For a page that is neither this server's own nor listed.
    ///
    /// @param origins all values of `Origin`
    public static HttpRefusal foreign(RefusalReason reason, List<String> origins, @Nullable String host) {
        String received =
                origins.size() == 1 ? "Origin " + Excerpt.of(origins.getFirst()) : origins.size() + " of them";
        return new HttpRefusal(
                reason,
                "expected an Origin that is this server's own address or listed in parley.origins, got " + received
                        + ", compared with Host " + Excerpt.of(host)
                        + "; a proxy in between has to forward Host with its port (nginx: proxy_set_header Host"
                        + " $http_host)");
    }

    /// For a request that does not name exactly one host (RFC 9112 section 3.2, RFC 9113 section 8.3.1).
    public static HttpRefusal unclearHost(HttpServerRequest request) {
        List<String> received = request.headers().getAll("Host");
        String expected = request.version() == HttpVersion.HTTP_2
                ? "expected :authority (RFC 9113 section 8.3.1), got "
                : "expected one Host (RFC 9112 section 3.2), got ";
        return new HttpRefusal(
                RefusalReason.NO_HOST,
                expected + (received.size() > 1 ? received.size() + " of them" : Excerpt.of(first(received))));
    }

    private static @Nullable String first(List<String> values) {
        return values.isEmpty() ? null : values.getFirst();
    }

    /// Whether the same request may succeed later.
    boolean retryable() {
        return reason.status() == UNAVAILABLE;
    }

    /// Problem details (RFC 9457), in the form of `/api`.
    byte[] body(FrameWriter writer) {
        Problem problem = Problem.of(reason.code(), detail);
        String title = HttpResponseStatus.valueOf(reason.status()).reasonPhrase();
        return writer.problem(reason.status(), title, retryable() ? problem.after(RETRY_SECONDS * MS) : problem);
    }
}
