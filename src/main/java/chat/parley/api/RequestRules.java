package chat.parley.api;

import chat.parley.admission.Authority;
import chat.parley.admission.HttpRefusal;
import chat.parley.admission.HttpRefusals;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import chat.parley.websocket.LingeringClose;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Refuses, on both ports and before any other route, requests that a proxy before the pod may parse
/// differently than the pod does: the one would then let pass what the other never saw (request smuggling).
/// The connection is closed. What is no request at all is refused by [InvalidRequests].
@Singleton
final class RequestRules {

    /// Before all routes that check the content of a request.
    private static final int EARLY = -9_990;

    /// The framework keeps every group that is requested, and after a hundred answers none of them; we have
    /// none.
    private static final String HEALTH_GROUPS = "/q/health/group/*";

    private static final String BATCH = "/api/batch";

    private static final int NOT_FOUND = 404;
    private static final Refusal NO_GROUP =
            new Refusal(NOT_FOUND, Problem.notFound("expected /q/health/live, /q/health/ready or /q/health/started"));

    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int VERSION_NOT_SUPPORTED = 505;

    private final FrameWriter frames;
    private final HttpRefusals refusals;
    private final long largestBody;
    private final long largestBatch;

    RequestRules(
            FrameWriter frames,
            HttpRefusals refusals,
            LimitsConfig limits,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize largestBatch) {
        this.frames = frames;
        this.refusals = refusals;
        this.largestBody = limits.frameSize().asLongValue();
        this.largestBatch = largestBatch.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::check).failureHandler(this::failed);
    }

    void register(@Observes ManagementInterface management) {
        management.router().route().order(EARLY).handler(this::check).failureHandler(this::failed);
        management.router().route(HEALTH_GROUPS).order(EARLY).handler(exchange -> refuse(exchange, NO_GROUP));
    }

    private void check(RoutingContext exchange) {
        fault(exchange.request()).ifPresentOrElse(refusal -> refuse(exchange, refusal), exchange::next);
    }

    /// What Vert.x rejects before any route: an invalid Host, a path that cannot be decoded.
    private void failed(RoutingContext exchange) {
        if (exchange.statusCode() != BAD_REQUEST || exchange.response().headWritten()) {
            exchange.next();
            return;
        }
        refuse(exchange, fault(exchange.request()).orElseGet(() -> Refusals.ofStatus(BAD_REQUEST)));
    }

    private Optional<Refusal> fault(HttpServerRequest request) {
        return Stream.of(version(request), host(request), coding(request.headers()), length(request))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// `HTTP/2.0` and higher are not valid in a request line; the HTTP/2 preface without TLS is such a line,
    /// too.
    private static Optional<Refusal> version(HttpServerRequest request) {
        return refusedUnless(
                request.version() != null,
                VERSION_NOT_SUPPORTED,
                Problem.unsupported("expected HTTP/1.1, or HTTP/2 over TLS"));
    }

    /// RFC 9112 section 3.2: exactly one, since of two a proxy might use the other.
    private Optional<Refusal> host(HttpServerRequest request) {
        int given = request.headers().getAll("Host").size();
        boolean clear =
                given == 1 ? Authority.of(request) != null : given == 0 && request.version() != HttpVersion.HTTP_1_1;
        return clear ? Optional.empty() : Optional.of(unclearHost(request));
    }

    private Refusal unclearHost(HttpServerRequest request) {
        HttpRefusal refusal = HttpRefusal.unclearHost(request);
        refusals.note(refusal);
        return new Refusal(BAD_REQUEST, Problem.badRequest(refusal.detail()));
    }

    /// RFC 9112 section 6.1: unknown codings are refused, not guessed.
    private static Optional<Refusal> coding(MultiMap headers) {
        List<String> codings = headers.getAll("Transfer-Encoding");
        return refusedUnless(
                codings.isEmpty() || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked")),
                NOT_IMPLEMENTED,
                Problem.unsupported("expected the transfer coding chunked, and no other"));
    }

    private Optional<Refusal> length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        long largest = BATCH.equals(request.path()) ? largestBatch : largestBody;
        if (length == null) {
            return Optional.empty();
        }
        try {
            return Long.parseLong(length) <= largest ? Optional.empty() : Optional.of(Refusals.ofStatus(TOO_LARGE));
        } catch (NumberFormatException _) {
            return Optional.of(Refusals.ofStatus(BAD_REQUEST));
        }
    }

    private static Optional<Refusal> refusedUnless(boolean fine, int status, Problem problem) {
        return fine ? Optional.empty() : Optional.of(new Refusal(status, problem));
    }

    private void refuse(RoutingContext exchange, Refusal refusal) {
        HttpConnection connection = exchange.request().connection();
        HttpServerResponse response = exchange.response()
                .setStatusCode(refusal.status())
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Type", Refusal.MEDIA_TYPE);
        SecurityHeaders.put(response.headers());
        if (connection instanceof Http1xServerConnection http) {
            response.putHeader("Connection", "close");
            // Bytes after it in the same read are ignored.
            http.handler(_ -> {}).invalidRequestHandler(_ -> {});
        }
        response.end(Buffer.buffer(refusal.body(frames))).onComplete(_ -> end(connection));
    }

    private static void end(HttpConnection connection) {
        if (connection instanceof Http1xServerConnection http) {
            LingeringClose.to(http.channel());
        } else {
            connection.close();
        }
    }
}
