package chat.parley.admission;

import chat.parley.protocol.FrameWriter;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The single place for every refusal before a session: counts, logs and sends it.
@Singleton
public final class HttpRefusals {

    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UPGRADE_REQUIRED = 426;

    private final FrameWriter frames;
    private final RefusalLog log;
    private final RefusalMeters meters;

    @Inject
    HttpRefusals(FrameWriter frames, RefusalLog log, RefusalMeters meters) {
        this.frames = frames;
        this.log = log;
        this.meters = meters;
    }

    /// Counts and logs a refusal that is sent elsewhere.
    public void note(HttpRefusal refusal) {
        meters.refused(refusal.reason());
        log.refused(refusal);
    }

    /// Sends a refusal; nothing may have been written before. The connection stays open as usual in HTTP.
    public void answer(HttpServerRequest request, HttpRefusal refusal) {
        note(refusal);
        int status = refusal.reason().status();
        MultiMap headers = request.response().setStatusCode(status).headers();
        headers.set("Content-Type", "application/problem+json").set("Cache-Control", "no-store");
        if (status == METHOD_NOT_ALLOWED) {
            headers.set("Allow", "GET");
        } else if (status == UPGRADE_REQUIRED) {
            upgrade(request, headers);
        } else if (refusal.retryable()) {
            headers.set("Retry-After", Integer.toString(HttpRefusal.RETRY_SECONDS));
        }
        request.response().end(Buffer.buffer(refusal.body(frames)));
    }

    /// The protocol to upgrade to; HTTP/2 has no such headers (RFC 9113 section 8.2.2).
    private static void upgrade(HttpServerRequest request, MultiMap headers) {
        headers.set("Sec-WebSocket-Version", "13");
        if (request.version() != HttpVersion.HTTP_2) {
            headers.set("Upgrade", "websocket").set("Connection", "Upgrade");
        }
    }
}
