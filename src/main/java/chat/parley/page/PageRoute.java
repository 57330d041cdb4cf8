package chat.parley.page;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Serves the page's files, because with Quarkus' own handler two pods contradict each other: immutable for a
/// day, without an ETag, and with the start of the process as Last-Modified.
///
/// Other paths are passed on to the next route.
@Singleton
final class PageRoute {
    private static final String LASTING = "/a/";
    /// Who may use the console.
    private static final String ADMINS = "admin";

    private static final String EVERYONE = "everyone";

    private final Supplier<Site> site;
    private final PageHeaders headers;

    PageRoute(
            LaunchMode mode,
            @ConfigProperty(name = "parley.issuer.name") Optional<String> issuer,
            @ConfigProperty(name = "parley.issuer.client-id") Optional<String> client) {
        ClassLoader loader = PageRoute.class.getClassLoader();
        headers = PageHeaders.of(client.flatMap(_ -> issuer));
        String policy = headers.policy();
        Site atStart = mode == LaunchMode.NORMAL
                ? Site.packaged(loader, policy, ADMINS)
                : Site.ofModules(loader, policy, ADMINS);
        // In dev mode an edited file appears at the next reload of the page, and nobody has to prove anything.
        site = mode == LaunchMode.DEVELOPMENT ? () -> Site.ofModules(loader, policy, EVERYONE) : () -> atStart;
    }

    void open(@Observes Router router) {
        router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        String path = exchange.normalizedPath();
        Optional<Asset> asset = site.get().at(path);
        if (asset.isPresent()) {
            send(asset.get(), exchange);
        } else if (path.startsWith(LASTING)) {
            refuse(exchange);
        } else {
            exchange.next();
        }
    }

    private void send(Asset asset, RoutingContext exchange) {
        Coding form = Accepts.coding(
                exchange.parsedHeaders().acceptEncoding(), asset.forms().keySet());
        var response = exchange.response();
        if (asset.lasting()) {
            PageHeaders.putOnPart(response.headers());
        } else {
            headers.put(response.headers());
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, asset.cacheControl());
        response.putHeader(HttpHeaders.ETAG, asset.etag(form));
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (Accepts.known(exchange.request().headers(), asset.etag(form))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type().header());
        var body = asset.in(form);
        if (form != Coding.IDENTITY) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, form.token());
        }
        if (exchange.request().method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /// A file of a build that this pod does not have: during a rolling upgrade another pod has it. The 404
    /// must not be cached, and the browser's next try uses a new connection, which may reach that other pod
    /// (see start.js).
    private void refuse(RoutingContext exchange) {
        var response = exchange.response();
        headers.put(response.headers());
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (exchange.request().version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        response.setStatusCode(404).end();
    }
}
