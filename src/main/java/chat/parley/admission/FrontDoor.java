package chat.parley.admission;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// What every request on the members' port passes, whether it is for the page, `/api` or `/ws`: it names one host, and
/// one that this server answers for. Who forwards without being believed is told to the log.
@Singleton
final class FrontDoor {

    /// Behind the headers that every answer has and the rules for what can be read in two ways (several hosts among
    /// them), before everybody who answers.
    private static final int EARLY = -9_900;

    private final Hosts hosts;
    private final UntrustedProxies untrusted;
    private final HttpRefusals refusals;

    FrontDoor(Hosts hosts, UntrustedProxies untrusted, HttpRefusals refusals) {
        this.hosts = hosts;
        this.untrusted = untrusted;
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.route().order(EARLY).handler(this::enter);
    }

    private void enter(RoutingContext exchange) {
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
                        + "; a proxy in between has to pass Host on as it came");
    }
}
