package chat.parley.boot;

import java.util.Optional;
import java.util.stream.Stream;

/// What settings demand of each other.
final class Relations {

    private Relations() {}

    static Stream<String> refusals(Given given) {
        return Stream.of(
                        sizes(given, "parley.limits.text-size", "parley.limits.frame-size"),
                        sizes(given, "parley.limits.data-size", "parley.limits.frame-size"),
                        sizes(given, "parley.outbox.passing-size", "parley.outbox.size"),
                        heartbeat(given),
                        lease(given),
                        issuer(given),
                        ports(given),
                        oneRedis(given))
                .flatMap(Optional::stream);
    }

    private static Optional<String> sizes(Given given, String small, String large) {
        return given.size(small)
                .filter(size -> given.size(large)
                        .filter(most -> size.compareTo(most) > 0)
                        .isPresent())
                .map(_ -> refusal(given, small, "at most that of " + title(large), large));
    }

    /// A connection is looked at once more before its next ping.
    private static Optional<String> heartbeat(Given given) {
        String timeout = "parley.heartbeat.timeout";
        String interval = "parley.heartbeat.interval";
        return given.time(timeout)
                .filter(time -> given.time(interval)
                        .filter(most -> time.compareTo(most) >= 0)
                        .isPresent())
                .map(_ -> refusal(given, timeout, "a shorter time than " + title(interval), interval));
    }

    /// A pod's last sign of life may be a third of the lease old when it dies (PresenceConfig).
    private static Optional<String> lease(Given given) {
        String lease = "parley.presence.lease";
        String grace = "parley.presence.grace";
        return given.time(lease)
                .filter(time -> given.time(grace)
                        .filter(needed -> time.multipliedBy(2).compareTo(needed.multipliedBy(3)) < 0)
                        .isPresent())
                .map(_ -> refusal(given, lease, "at least one and a half times " + title(grace), grace));
    }

    private static Optional<String> issuer(Given given) {
        return given.has("parley.issuer.name") == given.has("parley.issuer.keys")
                ? Optional.empty()
                : Optional.of("Tokens of an issuer of your own need both parley.issuer.name (PARLEY_ISSUER_NAME), what"
                        + " they have in \"iss\", and parley.issuer.keys (PARLEY_ISSUER_KEYS), where its public keys"
                        + " are.");
    }

    private static Optional<String> ports(Given given) {
        String management = "quarkus.management.port";
        return given.value(management)
                .filter(port -> given.says("quarkus.management.enabled", "true")
                        && !port.equals("0")
                        && given.says("quarkus.http.port", port))
                .map(port -> title(management) + ": expected another port than PORT (quarkus.http.port), got " + port
                        + " for both.");
    }

    private static Optional<String> oneRedis(Given given) {
        int addresses = given.value("quarkus.redis.hosts").map(Forms::items).stream()
                .mapToInt(items -> items.size())
                .sum();
        boolean one = given.value("quarkus.redis.client-type")
                .filter(type -> !type.equalsIgnoreCase("standalone"))
                .isEmpty();
        return one && addresses > 1
                ? Optional.of(
                        "REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected one address, got " + addresses
                                + "; several are for quarkus.redis.client-type (QUARKUS_REDIS_CLIENT_TYPE) cluster or sentinel.")
                : Optional.empty();
    }

    private static String refusal(Given given, String name, String expected, String other) {
        return title(name) + ": expected " + expected + ", which is "
                + given.value(other).orElse("") + ", got " + given.value(name).orElse("") + ".";
    }

    private static String title(String name) {
        return name + " (" + Setting.variable(name) + ")";
    }
}
