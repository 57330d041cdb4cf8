package chat.parley.limits;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Which pages may use this server from a browser (protocol.md sections 1 and 10): its own, and those on the
/// list `parley.origins`, exactly as written.
@Singleton
public final class Origins {

    private final Set<String> allowed;

    @Inject
    public Origins(@ConfigProperty(name = "parley.origins") Optional<List<String>> allowed) {
        this(allowed.orElse(List.of()).stream().map(String::strip).toList());
    }

    Origins(Collection<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /// Whether a request is allowed. A request without an `Origin` is not from a browser's page and is;
    /// `null` is foreign.
    public boolean allow(@Nullable String origin, @Nullable String host) {
        return origin == null || listed(origin) || own(origin, host);
    }

    /// Whether an origin is on the list.
    public boolean listed(String origin) {
        return allowed.contains(origin);
    }

    private static boolean own(String origin, @Nullable String host) {
        return host != null && (same(origin, "http://", host, ":80") || same(origin, "https://", host, ":443"));
    }

    private static boolean same(String origin, String scheme, String host, String usualPort) {
        String ours = (scheme + host).toLowerCase(Locale.ROOT);
        String theirs = origin.toLowerCase(Locale.ROOT);
        return theirs.startsWith(scheme) && without(theirs, usualPort).equals(without(ours, usualPort));
    }

    private static String without(String address, String usualPort) {
        return address.endsWith(usualPort) ? address.substring(0, address.length() - usualPort.length()) : address;
    }
}
