package chat.parley.api;

import chat.parley.limits.Proxies;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The headers of every response on the members' port: no type sniffing, no framing, no active content, no
/// referrer; and over TLS, HSTS. The page replaces the policy by one that allows its own files.
@Singleton
final class SecurityHeaders {

    /// Before all other routes.
    private static final int FIRST = -10_000;

    private final Proxies proxies;
    private final long maxAge;

    SecurityHeaders(Proxies proxies, @ConfigProperty(name = "parley.hsts", defaultValue = "365d") Duration maxAge) {
        this.proxies = proxies;
        this.maxAge = maxAge.toSeconds();
    }

    void register(@Observes Router router) {
        router.route().order(FIRST).handler(this::add);
    }

    /// Sets those that do not depend on the request.
    static void put(MultiMap headers) {
        headers.set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "no-referrer")
                .set("X-Frame-Options", "DENY")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    private void add(RoutingContext exchange) {
        MultiMap headers = exchange.response().headers();
        put(headers);
        if (maxAge > 0 && secure(exchange.request())) {
            headers.set("Strict-Transport-Security", "max-age=" + maxAge);
        }
        exchange.next();
    }

    /// TLS of this server, or of a trusted proxy. Browsers ignore the header without TLS.
    private boolean secure(HttpServerRequest request) {
        return request.isSSL()
                || proxies.secure(
                        request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-Proto"));
    }
}
