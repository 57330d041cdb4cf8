package chat.parley.admission;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Checks every request on the members' port, whether for the page, `/api` or `/ws`: it must name exactly one
/// host, and one that this server answers for. Untrusted proxies are logged.
@Singleton
final class HostCheck {

    /// After the headers that every response has and the rules for ambiguous requests (several hosts among
    /// them), before all routes that respond.
    private static final int EARLY = -9_900;

    private final Hosts hosts;
    private final UntrustedProxies untrusted;
    private final HttpRefusals refusals;

    HostCheck(Hosts hosts, UntrustedProxies untrusted, HttpRefusals refusals) {
        this.hosts = hosts;
        this.untrusted = untrusted;
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::check);
    }

    private void check(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        untrusted.look(request.remoteAddress().hostAddress(), request.headers());
        String host = Authority.of(request);
        if (host == null) {
            refusals.answer(request, HttpRefusal.unclearHost(request));
        } else if (hosts.allow(host)) {
            exchange.next();
        } else {
            refusals.answer(request, foreign(host));
        }
    }

    private static HttpRefusal foreign(String host) {
        return new HttpRefusal(
                RefusalReason.HOST,
                "expected a Host that is listed in parley.hosts, got " + Excerpt.of(host)
                        + "; a proxy in between has to forward Host unchanged");
    }
}
