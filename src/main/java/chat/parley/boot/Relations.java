package chat.parley.boot;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Relations that must hold between settings.
final class Relations {

    private static final String STANDALONE = "standalone";
    private static final String ISSUER = "parley.issuer.name";
    private static final String CLIENT = "parley.issuer.client-id";
    private static final String DATABASE = "quarkus.datasource.reactive.url";

    private final Given given;
    private final List<String> refusals = new ArrayList<>();

    private Relations(Given given) {
        this.given = given;
    }

    static List<String> refusals(Given given) {
        Relations relations = new Relations(given);
        relations.sizes("parley.limits.text-size", "parley.limits.frame-size");
        relations.sizes("parley.limits.data-size", "parley.limits.frame-size");
        relations.sizes("parley.outbox.passing-size", "parley.outbox.size");
        relations.sizes("parley.outbox.size", "parley.outbox.pod-size");
        relations.heartbeat("parley.heartbeat.timeout", "parley.heartbeat.interval");
        relations.lease("parley.presence.lease", "parley.presence.grace");
        relations.issuer();
        relations.signIn();
        relations.secrets();
        relations.ports("quarkus.management.port");
        relations.oneRedis();
        relations.archive();
        return relations.refusals;
    }

    private void sizes(String small, String large) {
        Optional<BigInteger> size = Values.size(given.text(small));
        Optional<BigInteger> most = Values.size(given.text(large));
        if (size.isPresent() && most.isPresent() && size.get().compareTo(most.get()) > 0) {
            refuse(small, "at most that of " + title(large), large);
        }
    }

    /// A connection is checked again before its next ping.
    private void heartbeat(String timeout, String interval) {
        Optional<Duration> time = Values.time(given.text(timeout));
        Optional<Duration> most = Values.time(given.text(interval));
        if (time.isPresent() && most.isPresent() && time.get().compareTo(most.get()) >= 0) {
            refuse(timeout, "a shorter time than " + title(interval), interval);
        }
    }

    /// A pod's last renewal may be a third of the lease old when it dies (PresenceConfig).
    private void lease(String lease, String grace) {
        Optional<Duration> time = Values.time(given.text(lease));
        Optional<Duration> needed = Values.time(given.text(grace));
        if (time.isPresent()
                && needed.isPresent()
                && time.get().multipliedBy(2).compareTo(needed.get().multipliedBy(3)) < 0) {
            refuse(lease, "at least one and a half times " + title(grace), grace);
        }
    }

    private void issuer() {
        if (given.has("parley.issuer.name") != given.has("parley.issuer.keys")) {
            refusals.add("Tokens of your own issuer need both parley.issuer.name (PARLEY_ISSUER_NAME), the value"
                    + " of their \"iss\", and parley.issuer.keys (PARLEY_ISSUER_KEYS), where its public keys are; and"
                    + " parley.issuer.audience (PARLEY_ISSUER_AUDIENCE).");
        } else if (given.has("parley.issuer.name") && !given.has("parley.issuer.audience")) {
            refusals.add(title("parley.issuer.audience")
                    + ": expected the value that the issuer's tokens for this service have in"
                    + " \"aud\", since its tokens for other services must not be valid here, got nothing.");
        }
    }

    /// The page discovers the issuer by its name.
    private void signIn() {
        if (!given.has(CLIENT)) {
            return;
        }
        if (!given.has(ISSUER) || !new Addresses.Url().fits(given.text(ISSUER))) {
            refusals.add(title(CLIENT) + ": expected " + title(ISSUER)
                    + " to be the issuer's address, such as https://login.example.com/realms/team, where the page finds"
                    + " /.well-known/openid-configuration, got "
                    + (given.has(ISSUER) ? Form.quoted(given.text(ISSUER)) : "nothing") + ".");
        }
        if (!List.of(given.text("parley.issuer.scopes").strip().split("\\s+", -1))
                .contains("openid")) {
            refusals.add(title("parley.issuer.scopes") + ": expected scopes parted by spaces, openid among them, got "
                    + Form.quoted(given.text("parley.issuer.scopes")) + ".");
        }
    }

    /// Rotation moves the old secret here: the same value twice means that a step was forgotten.
    private void secrets() {
        if (given.has("parley.token.secret-previous")
                && given.text("parley.token.secret-previous").equals(given.text("parley.token.secret"))) {
            refusals.add(title("parley.token.secret-previous") + ": expected another secret than "
                    + title("parley.token.secret") + ", got the same.");
        }
    }

    private void ports(String management) {
        String port = given.text(management);
        if (given.is("quarkus.management.enabled", "true")
                && !port.equals("0")
                && given.is("quarkus.http.port", port)) {
            refusals.add(title(management) + ": expected another port than PORT (quarkus.http.port), got " + port
                    + " for both.");
        }
    }

    private void oneRedis() {
        int addresses = Values.items(given.text("quarkus.redis.hosts")).size();
        String type = given.value("quarkus.redis.client-type").orElse(STANDALONE);
        if (addresses > 1 && type.strip().equalsIgnoreCase(STANDALONE)) {
            refusals.add("REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected one address, got " + addresses
                    + "; several are for quarkus.redis.client-type (QUARKUS_REDIS_CLIENT_TYPE) cluster or sentinel.");
        }
    }

    private void archive() {
        if (given.is("parley.archive", "postgresql") && !given.has(DATABASE)) {
            refusals.add(title(DATABASE) + ": expected the address of the database for " + title("parley.archive")
                    + ", such as postgresql://host:5432/database, got nothing.");
        }
    }

    private void refuse(String name, String expected, String other) {
        refusals.add(title(name) + ": expected " + expected + ", which is " + given.text(other) + ", got "
                + given.text(name) + ".");
    }

    private static String title(String name) {
        return name + " (" + Setting.variable(name) + ")";
    }
}
