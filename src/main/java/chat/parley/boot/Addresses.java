package chat.parley.boot;

import chat.parley.limits.Network;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms of addresses.
final class Addresses {

    /// As a browser writes it: apps have schemes of their own, and a host stands in small letters.
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

    private static final Pattern USUAL_PORT = Pattern.compile("http://.*:80|https://.*:443");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z+]{1,20})://");
    private static final Set<String> REDIS = Set.of("redis", "rediss");
    private static final int LAST_PORT = 65_535;

    private Addresses() {}

    static Form origin() {
        return Forms.parsed(
                "an origin as a browser sends it, such as https://chat.example.com, without a path and a usual port",
                text -> ORIGIN.matcher(text).matches()
                        && !USUAL_PORT.matcher(text).matches());
    }

    static Form network() {
        return Forms.parsed(
                "an address or a network as 10.0.0.0/8",
                text -> Network.of(text).bits() >= 0);
    }

    static Form url() {
        return Forms.parsed("an address as https://host/path", text -> isUrl(URI.create(text)));
    }

    /// Of one that is wrong little is told: a password may be anywhere in it.
    static Form redis() {
        Form form = Forms.parsed(
                "an address as redis://:password@host:6379 or rediss://host:6380", text -> isRedis(URI.create(text)));
        return new Form(form.expected(), form.fits(), Addresses::withoutPassword);
    }

    private static boolean isUrl(URI address) {
        return address.getHost() != null
                && address.getScheme().toLowerCase(Locale.ROOT).matches("https?")
                && isPort(address.getPort());
    }

    private static boolean isRedis(URI address) {
        return address.getScheme() != null
                && REDIS.contains(address.getScheme())
                && address.getHost() != null
                && isPort(address.getPort())
                && address.getPath().matches("|/[0-9]{0,4}");
    }

    private static boolean isPort(int port) {
        return port == -1 || (port > 0 && port <= LAST_PORT);
    }

    private static String withoutPassword(String text) {
        Matcher scheme = SCHEME.matcher(text);
        if (!scheme.lookingAt()) {
            return "one that does not begin so";
        }
        return REDIS.contains(scheme.group(1))
                ? scheme.group(1) + "://... with a host, a port or a database that is none"
                : scheme.group(1) + "://...";
    }
}
