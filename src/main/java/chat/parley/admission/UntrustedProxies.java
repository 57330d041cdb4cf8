package chat.parley.admission;

import chat.parley.limits.CountedAddress;
import chat.parley.limits.Proxies;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Warns of proxies that are not listed in `parley.trusted-proxies`: all clients behind such a proxy count as
/// one address, or are not counted if it is a private one. Warns once for each counted address
/// ([CountedAddress]); anyone can send such headers, so only a limited number of addresses is remembered, and
/// further ones share a line a minute.
@Singleton
final class UntrustedProxies {

    private static final Logger LOG = Logger.getLogger(UntrustedProxies.class);
    private static final List<String> HEADERS = List.of(
            "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP");
    private static final int REMEMBERED = 100;

    private final Proxies proxies;
    private final Consumer<String> sink;
    private final ThrottledLine furtherLine;
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    @Inject
    UntrustedProxies(Proxies proxies, Vertx vertx) {
        this(proxies, action -> vertx.setTimer(ThrottledLine.MINUTE_MS, _ -> action.run()), LOG::warn);
    }

    UntrustedProxies(Proxies proxies, Consumer<Runnable> inAMinute, Consumer<String> sink) {
        this.proxies = proxies;
        this.sink = sink;
        this.furtherLine = new ThrottledLine(inAMinute, (times, last) -> sink.accept(last + " (times=" + times + ")"));
    }

    /// Checks a request, and warns if needed.
    ///
    /// @param peer the address at the other end of the connection; null if it has none
    void look(@Nullable String peer, MultiMap headers) {
        String header = forwarding(headers);
        if (header != null && peer != null && !warned.contains(CountedAddress.of(peer)) && !proxies.trusts(peer)) {
            warn(peer, warning(peer, header));
        }
    }

    private static @Nullable String forwarding(MultiMap headers) {
        for (String header : HEADERS) {
            if (headers.contains(header)) {
                return header;
            }
        }
        return null;
    }

    private void warn(String peer, String warning) {
        if (warned.size() >= REMEMBERED) {
            furtherLine.add(warning);
        } else if (warned.add(CountedAddress.of(peer))) {
            sink.accept(warning);
        }
    }

    private static String warning(String peer, String header) {
        return "proxy " + peer + " sends " + header + " and is not trusted, because it is not in"
                + " parley.trusted-proxies: all clients behind it count as this one address"
                + " (parley.limits.guests-per-minute), or are not counted if it is private or loopback. If it is not"
                + " one of your proxies, the header is forged";
    }
}
