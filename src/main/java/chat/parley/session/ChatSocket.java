package chat.parley.session;

import chat.parley.admission.Excerpt;
import chat.parley.admission.HttpRefusal;
import chat.parley.admission.HttpRefusals;
import chat.parley.admission.RefusalReason;
import chat.parley.limits.CountedAddress;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.Proxies;
import chat.parley.wire.Wire;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The socket at `/ws`: answers the handshake of whom the [Door] lets in, puts a [Wire] into the connection's pipeline
/// and makes the [Session] that hears it. From then on the HTTP server has nothing to do with the connection.
@Singleton
final class ChatSocket {

    private static final Logger LOG = Logger.getLogger(ChatSocket.class);
    private static final int SERVER_ERROR = 1011;
    private static final HttpRefusal NO_UPGRADE = new HttpRefusal(
            RefusalReason.NO_UPGRADE,
            "expected a WebSocket's handshake (RFC 6455 section 4.1) with the subprotocol parley.v1, got a request"
                    + " without Sec-WebSocket-Key");
    /// Before what the framework asks about every request, who it is and where from: the [Door] asks that itself.
    private static final int EARLY = -9_000;

    private final Door door;
    private final Drain drain;
    private final House house;
    private final LimitsConfig limits;
    private final Proxies proxies;
    private final HttpRefusals refusals;

    ChatSocket(Door door, Drain drain, House house, LimitsConfig limits, Proxies proxies, HttpRefusals refusals) {
        this.door = door;
        this.drain = drain;
        this.house = house;
        this.limits = limits;
        this.proxies = proxies;
        this.refusals = refusals;
    }

    void register(@Observes Router router) {
        router.route("/ws").order(EARLY).handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        Upgrade upgrade = new Upgrade(request);
        refusal(request, upgrade)
                .ifPresentOrElse(refusal -> refusals.answer(request, refusal), () -> open(request, upgrade));
    }

    private Optional<HttpRefusal> refusal(HttpServerRequest request, Upgrade upgrade) {
        if (!request.method().equals(HttpMethod.GET)) {
            return Optional.of(new HttpRefusal(
                    RefusalReason.METHOD,
                    "expected GET (RFC 6455 section 4.1), got "
                            + Excerpt.of(request.method().name())));
        }
        return upgrade.asked() ? door.refusal(request, upgrade) : Optional.of(NO_UPGRADE);
    }

    private void open(HttpServerRequest request, Upgrade upgrade) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        String address = CountedAddress.of(proxies.client(
                request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For")));
        Wire wire = Wire.install(channel, limits.frameSize().asLongValue(), house.sessions()::giveBack);
        upgrade.accept(upgrade.offered().map(_ -> Door.SUBPROTOCOL));
        if (!wire.open()) {
            return;
        }
        Runnable gone = house.outboxes().watch(wire);
        channel.closeFuture().addListener(_ -> gone.run());
        ContextInternal context = (ContextInternal) Vertx.currentContext();
        Session session = new Session(
                UUID.randomUUID().toString(), wire, address, Door.token(upgrade).orElse(null), context.unwrap(), house);
        try {
            session.opened();
            drain.late(session);
        } catch (RuntimeException mistake) {
            // A bug of ours: the client comes back and resumes.
            LOG.errorf(mistake, "Session %s ends because of a mistake of the server", session.session());
            wire.close(SERVER_ERROR, "the server made a mistake");
        }
    }
}
