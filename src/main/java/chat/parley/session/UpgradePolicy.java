package chat.parley.session;

import chat.parley.admission.Authority;
import chat.parley.admission.HttpRefusal;
import chat.parley.admission.RefusalReason;
import chat.parley.limits.CountedAddress;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.Origins;
import chat.parley.limits.Proxies;
import chat.parley.websocket.NettyWebSocket;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides whether a request may upgrade (protocol.md section 1): a correct handshake, the subprotocol, the
/// origin, and a free place. It is a single check and not four, since the place has to be taken last. An
/// accepted connection has a [NettyWebSocket] in its pipeline, which sees the framework's response pass.
@Singleton
final class UpgradePolicy implements HttpUpgradeCheck {

    static final String SUBPROTOCOL = "parley.v1";

    /// Prefix of a token that is offered beside the subprotocol: browsers can send no other header with an
    /// upgrade.
    private static final String TOKEN_PREFIX = "parley.token.";

    private final Sessions sessions;
    private final Outboxes outboxes;
    private final Drain drain;
    private final Origins origins;
    private final LimitsConfig limits;
    private final Proxies proxies;

    UpgradePolicy(
            Sessions sessions, Outboxes outboxes, Drain drain, Origins origins, LimitsConfig limits, Proxies proxies) {
        this.sessions = sessions;
        this.outboxes = outboxes;
        this.drain = drain;
        this.origins = origins;
        this.limits = limits;
        this.proxies = proxies;
    }

    /// Fails with a [RefusedUpgrade], which the socket's route answers.
    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext exchange) {
        HttpServerRequest request = exchange.httpRequest();
        UpgradeRequest upgrade = new UpgradeRequest(request);
        Optional<HttpRefusal> refusal = refusal(request, upgrade);
        if (refusal.isPresent()) {
            return Uni.createFrom().failure(new RefusedUpgrade(refusal.get()));
        }
        exchange.userData().put(AcceptedUpgrade.KEY, accept(request, upgrade));
        upgrade.simplify();
        return upgrade.offered().isPresent()
                ? CheckResult.permitUpgrade(Map.of(UpgradeRequest.PROTOCOL, List.of(SUBPROTOCOL)))
                : CheckResult.permitUpgrade();
    }

    private AcceptedUpgrade accept(HttpServerRequest request, UpgradeRequest upgrade) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        NettyWebSocket socket =
                NettyWebSocket.install(channel, limits.frameSize().asLongValue(), sessions::giveBack);
        Runnable unwatch = outboxes.watch(socket);
        channel.closeFuture().addListener(_ -> unwatch.run());
        String address = CountedAddress.of(proxies.client(
                request.remoteAddress().hostAddress(), request.headers().getAll("X-Forwarded-For")));
        return new AcceptedUpgrade(socket, address, token(upgrade));
    }

    /// The refusal; empty for an accepted request, for which a place is taken ([Sessions#giveBack]).
    private Optional<HttpRefusal> refusal(HttpServerRequest request, UpgradeRequest upgrade) {
        return upgrade.fault()
                .or(() -> subprotocol(upgrade))
                .or(() -> origin(request))
                .or(this::draining)
                .or(this::full);
    }

    /// The token offered beside the subprotocol.
    private static Optional<String> token(UpgradeRequest upgrade) {
        return upgrade.offered().orElse(List.of()).stream()
                .filter(protocol -> protocol.startsWith(TOKEN_PREFIX))
                .map(protocol -> protocol.substring(TOKEN_PREFIX.length()))
                .findFirst();
    }

    /// A client that offers none gets ours; a client that offers only others is refused.
    private static Optional<HttpRefusal> subprotocol(UpgradeRequest upgrade) {
        return upgrade.offered()
                .filter(offered -> !offered.contains(SUBPROTOCOL))
                .map(offered -> new HttpRefusal(
                        RefusalReason.SUBPROTOCOL,
                        "expected " + SUBPROTOCOL + " among the subprotocols in Sec-WebSocket-Protocol, got "
                                + OfferedSubprotocols.shown(offered)));
    }

    private Optional<HttpRefusal> origin(HttpServerRequest request) {
        List<String> originHeaders = request.headers().getAll("Origin");
        String host = Authority.of(request);
        return originHeaders.isEmpty() || (originHeaders.size() == 1 && origins.allow(originHeaders.getFirst(), host))
                ? Optional.empty()
                : Optional.of(HttpRefusal.foreign(RefusalReason.ORIGIN, originHeaders, host));
    }

    private Optional<HttpRefusal> draining() {
        return drain.draining()
                ? Optional.of(new HttpRefusal(
                        RefusalReason.DRAINING,
                        "expected a pod that accepts connections, got one that is draining (parley.drain.duration);"
                                + " retry, and another pod will accept you"))
                : Optional.empty();
    }

    private Optional<HttpRefusal> full() {
        return sessions.take()
                ? Optional.empty()
                : Optional.of(new HttpRefusal(
                        RefusalReason.CONNECTIONS,
                        "expected at most " + limits.connections()
                                + " connections on this pod (parley.limits.connections), got one more"));
    }
}
