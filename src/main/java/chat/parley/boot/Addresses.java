package chat.parley.boot;

import chat.parley.limits.Network;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Formats of addresses.
final class Addresses {

    private static final int LAST_PORT = 65_535;

    private Addresses() {}

    /// As a browser sends it: apps have schemes of their own, and the host is in lower case.
    record Origin() implements Form {
        private static final Pattern FORM =
                Pattern.compile("[a-z][a-z0-9+.-]*://([a-z0-9._-]+|\\[[0-9a-f:.]+])(:[0-9]{1,5})?");

        private static final Pattern USUAL_PORT = Pattern.compile("http://.*:80|https://.*:443");

        @Override
        public String expected() {
            return "an origin as a browser sends it, such as https://chat.example.com, without a path and a usual port";
        }

        @Override
        public boolean fits(String value) {
            return FORM.matcher(value).matches() && !USUAL_PORT.matcher(value).matches();
        }
    }

    record AddressOrNetwork() implements Form {
        @Override
        public String expected() {
            return "an address or a network such as 10.0.0.0/8";
        }

        @Override
        public boolean fits(String value) {
            try {
                Network.of(value);
                return true;
            } catch (IllegalArgumentException notAnAddress) {
                return false;
            }
        }
    }

    record Url() implements Form {
        @Override
        public String expected() {
            return "an address such as https://host/path";
        }

        @Override
        public boolean fits(String value) {
            try {
                URI address = URI.create(value.strip());
                return address.getHost() != null
                        && address.getScheme().toLowerCase(Locale.ROOT).matches("https?")
                        && isPort(address.getPort());
            } catch (IllegalArgumentException notAnAddress) {
                return false;
            }
        }
    }

    /// An invalid one is not shown in full: it may contain a password.
    record RedisAddress() implements Form {
        private static final Set<String> SCHEMES = Set.of("redis", "rediss");
        private static final Pattern SCHEME = Pattern.compile("([A-Za-z+]{1,20})://");

        @Override
        public String expected() {
            return "an address such as redis://:password@host:6379 or rediss://host:6380";
        }

        @Override
        public boolean fits(String value) {
            try {
                URI address = URI.create(value.strip());
                return address.getScheme() != null
                        && SCHEMES.contains(address.getScheme())
                        && address.getHost() != null
                        && isPort(address.getPort())
                        && address.getPath().matches("|/[0-9]{0,4}");
            } catch (IllegalArgumentException notAnAddress) {
                return false;
            }
        }

        @Override
        public String shown(String value) {
            Matcher scheme = SCHEME.matcher(value);
            if (!scheme.lookingAt()) {
                return "something that does not begin with a scheme";
            }
            return SCHEMES.contains(scheme.group(1))
                    ? scheme.group(1) + "://... with an invalid host, port or database"
                    : scheme.group(1) + "://...";
        }
    }

    /// An invalid one is not shown in full: it may contain a password.
    record PostgresAddress() implements Form {
        private static final String FRAMEWORK = "vertx-reactive:";

        @Override
        public String expected() {
            return "an address such as postgresql://host:5432/database";
        }

        @Override
        public boolean fits(String value) {
            try {
                String plain = value.strip();
                URI address = URI.create(plain.startsWith(FRAMEWORK) ? plain.substring(FRAMEWORK.length()) : plain);
                return address.getScheme() != null
                        && address.getScheme().matches("postgres(ql)?")
                        && address.getHost() != null
                        && isPort(address.getPort());
            } catch (IllegalArgumentException notAnAddress) {
                return false;
            }
        }

        @Override
        public String shown(String value) {
            return "another";
        }
    }

    private static boolean isPort(int port) {
        return port == -1 || (port > 0 && port <= LAST_PORT);
    }
}
