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

/// Warns of whoever forwards requests and is not listed in `parley.trusted-proxies`: everybody behind them counts as
/// one address, or as none where it is a private one. Once for each address as it is counted
/// ([CountedAddress]); anybody can send such headers, so only so
/// many addresses are remembered, and of further ones there is a line a minute.
@Singleton
final class UntrustedProxies {

    private static final Logger LOG = Logger.getLogger(UntrustedProxies.class);
    private static final List<String> HEADERS = List.of(
            "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Port", "X-Real-IP");
    private static final int REMEMBERED = 100;

    private final Proxies proxies;
    private final Consumer<String> sink;
    private final ThrottledLine further;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    @Inject
    UntrustedProxies(Proxies proxies, Vertx vertx) {
        this(proxies, action -> vertx.setTimer(ThrottledLine.MINUTE_MS, _ -> action.run()), LOG::warn);
    }

    UntrustedProxies(Proxies proxies, Consumer<Runnable> inAMinute, Consumer<String> sink) {
        this.proxies = proxies;
        this.sink = sink;
        this.further = new ThrottledLine(inAMinute, (times, last) -> sink.accept(last + " (times=" + times + ")"));
    }

    /// Looks at a request, and warns if need be.
    ///
    /// @param peer the address at the other end of the connection; null where that has none
    void look(@Nullable String peer, MultiMap headers) {
        String header = forwarding(headers);
        if (header != null && peer != null && !told.contains(CountedAddress.of(peer)) && !proxies.trusts(peer)) {
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
        if (told.size() >= REMEMBERED) {
            further.add(warning);
        } else if (told.add(CountedAddress.of(peer))) {
            sink.accept(warning);
        }
    }

    private static String warning(String peer, String header) {
        return "proxy " + peer + " sends " + header + " and is not believed, because it is not in"
                + " parley.trusted-proxies: everybody behind it counts as this one address"
                + " (parley.limits.guests-per-minute), or as none if it is private or loopback. If it is no proxy of"
                + " yours, somebody made the header up";
    }
}
