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

/// What every answer on the members' port says to a browser, whoever gives it: take the type as it is said, show it in
/// no frame, run nothing of it, tell nobody where you came from; and over TLS, never come without it again. The page
/// replaces the policy by one that allows its own files.
@Singleton
final class SecurityHeaders {

    /// Before everybody else's.
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

    /// Those that do not depend on who asks.
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

    /// TLS of our own, or of a proxy that is believed. A browser heeds the header only where it came over TLS.
    private boolean secure(HttpServerRequest request) {
        return request.isSSL()
                || proxies.secure(
                        request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-Proto"));
    }
}
