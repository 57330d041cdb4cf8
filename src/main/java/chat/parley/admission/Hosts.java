package chat.parley.admission;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The hosts that this server answers for (`parley.hosts`): each exactly as written except for case, on its
/// port or, without one, on any. An empty list allows any host.
///
/// Anyone's domain may resolve to this server's address at any time (DNS rebinding); its page then has the
/// same origin as its requests, and only the host name reveals that it is foreign.
@Singleton
final class Hosts {

    private static final String SETTING = "parley.hosts";
    private static final int LONGEST = 253;
    private static final int LARGEST_PORT = 65_535;
    /// A letter of a name; `_` is not valid in DNS, but occurs in the names of containers.
    private static final String LETTER = "[a-z0-9_]";
    private static final String LABEL = LETTER + "(?:[a-z0-9_-]*" + LETTER + ")?";
    /// A name, or an address (IPv6 in brackets), with an optional port.
    private static final Pattern HOST = Pattern.compile(
            "(?<host>" + LABEL + "(?:\\." + LABEL + ")*|\\[(?<six>[0-9a-f:.]+)])(?::(?<port>\\d{1,5}))?");
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");
    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");

    private final Set<String> known;

    @Inject
    Hosts(@ConfigProperty(name = SETTING) Optional<List<String>> known) {
        this(known.orElse(List.of()));
    }

    Hosts(Collection<String> known) {
        this.known = known.stream().map(Hosts::checked).collect(Collectors.toUnmodifiableSet());
    }

    /// Whether this server answers for it.
    ///
    /// @param authority a request's Host, with or without a port
    boolean allow(String authority) {
        if (known.isEmpty()) {
            return true;
        }
        String host = authority.toLowerCase(Locale.ROOT);
        return known.contains(host) || known.contains(withoutPort(host)) || usualPorts(host);
    }

    /// Browsers omit the default port.
    private boolean usualPorts(String host) {
        return withoutPort(host).equals(host) && (known.contains(host + ":443") || known.contains(host + ":80"));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String checked(String text) {
        String host = text.strip().toLowerCase(Locale.ROOT);
        Matcher parts = HOST.matcher(host);
        if (!parts.matches() || !hostFits(parts.group("host"), parts.group("six")) || !portFits(parts.group("port"))) {
            throw new ConfigurationException(SETTING
                    + " (PARLEY_HOSTS): expected hosts such as chat.example.com or chat.example.com:8443, separated by commas, got "
                    + Excerpt.of(text) + ".");
        }
        return host;
    }

    private static boolean hostFits(String host, @Nullable String six) {
        if (six != null) {
            return isAddress(six);
        }
        return DIGITS.matcher(host).matches()
                ? FOUR.matcher(host).matches() && isAddress(host)
                : host.length() <= LONGEST;
    }

    private static boolean isAddress(String literal) {
        try {
            InetAddress.ofLiteral(literal);
            return true;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static boolean portFits(@Nullable String port) {
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= LARGEST_PORT);
    }
}
