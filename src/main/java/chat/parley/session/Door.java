package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.Origins;
import chat.parley.limits.Proxies;
import chat.parley.wire.Wire;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Decides who may upgrade (protocol.md section 1): the origin, the subprotocol, and whether there is room; and puts
/// the [Wire] into the connection's pipeline, which nobody can reach later.
@Singleton
public final class Door implements HttpUpgradeCheck {

    static final TypedKey<Wire> WIRE = new TypedKey<>("wire");
    static final TypedKey<String> ADDRESS = new TypedKey<>("address");
    static final TypedKey<String> TOKEN = new TypedKey<>("token");

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");
    private static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";
    private static final String SUBPROTOCOL = "parley.v1";
    /// Before a token that is offered beside the subprotocol: browsers can send no other header with an upgrade.
    private static final String TOKEN_PREFIX = "parley.token.";
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int UNAVAILABLE = 503;
    private static final String RETRY_SECONDS = "5";

    private final Sessions sessions;
    private final Drain drain;
    private final LimitsConfig limits;
    private final Origins origins;
    private final Proxies proxies;

    public Door(Sessions sessions, Drain drain, LimitsConfig limits, Origins origins, Proxies proxies) {
        this.sessions = sessions;
        this.drain = drain;
        this.limits = limits;
        this.origins = origins;
        this.proxies = proxies;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext upgrade) {
        HttpServerRequest request = upgrade.httpRequest();
        Optional<String> token = token(request);
        if (request.version() != HttpVersion.HTTP_1_1
                || hasBody(request)
                || !keyFits(request)
                || !subprotocolFits(request)) {
            return CheckResult.rejectUpgrade(BAD_REQUEST);
        }
        if (!originFits(request)) {
            return CheckResult.rejectUpgrade(FORBIDDEN);
        }
        if (drain.draining() || !sessions.take()) {
            return CheckResult.rejectUpgrade(UNAVAILABLE, Map.of("Retry-After", List.of(RETRY_SECONDS)));
        }
        Channel channel = ((ConnectionBase) request.connection()).channel();
        Wire wire = Wire.install(channel, limits.frameSize().asLongValue(), sessions::giveBack);
        upgrade.userData().put(WIRE, wire);
        upgrade.userData()
                .put(
                        ADDRESS,
                        proxies.client(
                                request.remoteAddress().hostAddress(),
                                request.headers().getAll("X-Forwarded-For")));
        token.ifPresent(text -> upgrade.userData().put(TOKEN, text));
        return CheckResult.permitUpgrade();
    }

    /// Looked for before [#subprotocolFits], which takes it out of sight.
    private static Optional<String> token(HttpServerRequest request) {
        return offered(request)
                .filter(word -> word.startsWith(TOKEN_PREFIX))
                .map(word -> word.substring(TOKEN_PREFIX.length()))
                .findFirst();
    }

    private static Stream<String> offered(HttpServerRequest request) {
        return request.headers().getAll(PROTOCOL_HEADER).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    /// Who offers none is spoken to in ours; who offers only others is refused.
    private static boolean subprotocolFits(HttpServerRequest request) {
        if (!request.headers().contains(PROTOCOL_HEADER)) {
            return true;
        }
        boolean ours = offered(request).anyMatch(SUBPROTOCOL::equals);
        // The framework reads the first header only, but RFC 6455 section 4.1 allows several.
        request.headers().set(PROTOCOL_HEADER, SUBPROTOCOL);
        return ours;
    }

    /// The framework would wait for the last of it before it answers.
    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains("Transfer-Encoding")
                || !request.headers().getAll("Content-Length").stream().allMatch("0"::equals);
    }

    /// 16 bytes in base64 (RFC 6455 section 4.2.1); the framework takes anything.
    private static boolean keyFits(HttpServerRequest request) {
        String key = request.getHeader("Sec-WebSocket-Key");
        return key != null && KEY.matcher(key).matches();
    }

    private boolean originFits(HttpServerRequest request) {
        List<String> origins = request.headers().getAll("Origin");
        return origins.size() <= 1 && this.origins.allow(request.getHeader("Origin"), request.getHeader("Host"));
    }
}
