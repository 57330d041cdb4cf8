package chat.parley.api;

import chat.parley.admission.Authority;
import chat.parley.admission.HttpRefusal;
import chat.parley.admission.HttpRefusals;
import chat.parley.admission.RefusalReason;
import chat.parley.limits.Origins;
import chat.parley.protocol.FrameWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/// What all responses under `/api` have in common: no cache stores them, pages of other origins can read them
/// only if `parley.origins` lists their origin (protocol.md section 10), and an unknown path is refused in
/// the same form as everything else.
@Singleton
final class ApiRoutes {

    private static final String API = "/api/*";
    private static final int PREFIX = "/api".length();
    private static final int BEFORE_ALL = -1;
    private static final int AFTER_ALL = Integer.MAX_VALUE;
    private static final int NO_CONTENT = 204;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int SERVER_ERROR = 500;
    /// Ten minutes: few preflights, and a changed list takes effect soon.
    private static final String MAX_AGE_SECONDS = "600";

    private final Origins origins;
    private final FrameWriter frames;
    private final HttpRefusals refusals;

    ApiRoutes(Origins origins, FrameWriter frames, HttpRefusals refusals) {
        this.origins = origins;
        this.frames = frames;
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.route(API).order(BEFORE_ALL).handler(this::before).failureHandler(this::failed);
        router.route(API).order(AFTER_ALL).handler(context -> refuse(context, Refusals.ofStatus(NOT_FOUND)));
    }

    private void before(RoutingContext context) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        response.putHeader("Cache-Control", "no-store").putHeader("Vary", "Origin");
        List<String> originHeaders = request.headers().getAll("Origin");
        String host = Authority.of(request);
        if (originHeaders.isEmpty()) {
            goOn(context);
        } else if (originHeaders.size() == 1 && origins.allow(originHeaders.getFirst(), host)) {
            allow(context, originHeaders.getFirst());
        } else {
            refusals.answer(request, HttpRefusal.foreign(RefusalReason.CORS, originHeaders, host));
        }
    }

    private void allow(RoutingContext context, String origin) {
        HttpServerResponse response = context.response();
        if (origins.listed(origin)) {
            response.putHeader("Access-Control-Allow-Origin", origin)
                    .putHeader("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate");
        }
        if (isPreflight(context.request())) {
            response.setStatusCode(NO_CONTENT)
                    .putHeader("Access-Control-Allow-Methods", Refusal.METHODS)
                    .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key")
                    .putHeader("Access-Control-Max-Age", MAX_AGE_SECONDS)
                    .end();
        } else {
            goOn(context);
        }
    }

    /// The framework answers OPTIONS with the methods of other paths, too.
    private void goOn(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!request.method().equals(HttpMethod.OPTIONS)) {
            context.next();
            return;
        }
        ApiPaths.methods(request.path().substring(PREFIX))
                .ifPresentOrElse(
                        methods -> context.response()
                                .setStatusCode(NO_CONTENT)
                                .putHeader("Allow", methods)
                                .end(),
                        () -> refuse(context, Refusals.ofStatus(NOT_FOUND)));
    }

    /// Failures outside of the resources, such as a path that cannot be decoded.
    private void failed(RoutingContext context) {
        int status = context.statusCode();
        if (context.response().headWritten()) {
            context.next();
        } else if (status >= BAD_REQUEST && status < SERVER_ERROR) {
            refuse(context, Refusals.ofStatus(status));
        } else {
            refuse(context, Refusals.of(Objects.requireNonNullElseGet(context.failure(), IllegalStateException::new)));
        }
    }

    private void refuse(RoutingContext context, Refusal refusal) {
        HttpServerResponse response = context.response();
        response.setStatusCode(refusal.status()).putHeader("Content-Type", Refusal.MEDIA_TYPE);
        refusal.headers().forEach(response::putHeader);
        response.end(Buffer.buffer(refusal.body(frames)));
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
