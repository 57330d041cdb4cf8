package chat.parley.boot;

import java.util.List;

/// All of our settings, and those of others that operators set. New settings belong here: a test keeps this
/// list and the code that reads settings in step.
final class Settings {

    /// A larger value is never intended, and no calculation with this one overflows.
    private static final long MANY = 1_000_000_000;

    private static final String AGES = "36500d";

    static final List<Setting> OURS = List.of(
            // The framework reads messages up to 4 MiB; beyond it a frame would end without a close code.
            new Setting("parley.limits.frame-size", size("1K", "4M")),
            new Setting("parley.limits.text-size", size("1", "4M")),
            new Setting("parley.limits.data-size", size("1", "4M")),
            new Setting("parley.limits.json-depth", whole(1, 1_000)),
            new Setting("parley.limits.rooms-per-user", whole(1, MANY)),
            new Setting("parley.limits.connections-per-user", whole(1, MANY)),
            new Setting("parley.limits.new-rooms-per-hour", whole(1, MANY)),
            new Setting("parley.limits.invites-per-hour", whole(1, MANY)),
            new Setting("parley.limits.guests-per-minute", whole(1, MANY)),
            new Setting("parley.limits.commands-per-second", whole(1, MANY)),
            // Resuming a room costs 20: with less no client could ever resume.
            new Setting("parley.limits.commands-burst", whole(20, MANY)),
            new Setting("parley.limits.messages-per-second", whole(1, MANY)),
            new Setting("parley.limits.messages-burst", whole(1, MANY)),
            new Setting("parley.limits.key-messages-per-second", whole(1, MANY)),
            new Setting("parley.limits.key-messages-burst", whole(1, MANY)),
            new Setting("parley.limits.key-new-rooms-per-hour", whole(1, MANY)),
            new Setting("parley.limits.connections", whole(1, MANY)),
            // The largest message has to fit into the burst.
            new Setting("parley.limits.bytes-per-minute", orNothing(size("1K", "1T"))),
            new Setting("parley.limits.bytes-burst", orNothing(size("64K", "1T"))),
            new Setting("parley.limits.room-bytes-per-minute", orNothing(size("1K", "1T"))),
            new Setting("parley.limits.room-bytes-burst", orNothing(size("64K", "1T"))),
            new Setting("parley.limits.emit-bytes-per-second", size("1K", "1T")),
            new Setting("parley.limits.emit-bytes-burst", size("64K", "1T")),
            new Setting("parley.history.entries", whole(1, MANY)),
            new Setting("parley.history.age", time("1m", AGES)),
            // Clients retry for at least ten minutes (protocol.md section 6, promise 4).
            new Setting("parley.dedupe.window", time("10m", "7d")),
            // HS256 requires a key of at least its own length (RFC 7518 section 3.2).
            new Setting("parley.token.secret", orNothing(new Forms.Bytes(32))),
            new Setting("parley.token.secret-previous", orNothing(new Forms.Bytes(32))),
            new Setting("parley.token.age", time("1m", AGES)),
            new Setting("parley.admin-key", orNothing(new Forms.AdminKey())),
            new Setting("parley.issuer.name", orNothing(text())),
            new Setting("parley.issuer.keys", orNothing(new Addresses.Url())),
            new Setting("parley.issuer.audience", orNothing(text())),
            new Setting("parley.issuer.roles", text()),
            new Setting("parley.issuer.client-id", orNothing(text())),
            new Setting("parley.issuer.scopes", text()),
            new Setting("parley.issuer.names", words("free", "claim")),
            // Counted in minutes.
            new Setting("parley.issuer.keys-age", time("1m", "365d")),
            new Setting("parley.issuer.keys-grace", time("0s", "365d")),
            new Setting("parley.issuer.deadline", time("100ms", "1m")),
            // Renewed once a second, and three times within a lease.
            new Setting("parley.presence.lease", time("3s", "1h")),
            new Setting("parley.presence.grace", time("1s", "1h")),
            new Setting("parley.drain.duration", time("0s", "1h")),
            // In percent.
            new Setting("parley.balance.above", whole(1, 1_000)),
            new Setting("parley.balance.rate", whole(1, 100)),
            // Shorter, and a client could be sent to and fro.
            new Setting("parley.balance.rest", time("1s", "1d")),
            new Setting("parley.balance.least", whole(1, MANY)),
            new Setting("parley.heartbeat.interval", time("1s", "1h")),
            new Setting("parley.heartbeat.timeout", time("100ms", "1h")),
            new Setting("parley.hello-timeout", time("1s", "1h")),
            new Setting("parley.outbox.size", size("1K", "1G")),
            new Setting("parley.outbox.passing-size", size("1K", "1G")),
            new Setting("parley.outbox.pod-size", orNothing(size("1M", "1T"))),
            // Every command is answered within 5 s (protocol.md section 2).
            new Setting("parley.store.deadline", time("100ms", "4900ms")),
            // With fewer a pod would refuse the concurrent commands of a single busy room.
            new Setting("parley.store.pipeline", whole(16, 1_000_000)),
            new Setting("parley.archive", words("none", "postgresql")),
            new Setting("parley.prefix", new Forms.Prefix()),
            new Setting("parley.guests", yesOrNo()),
            new Setting("parley.lobby", yesOrNo()),
            new Setting("parley.broadcast", words("role", "everyone")),
            new Setting("parley.rooms.create", words("everyone", "role")),
            new Setting("parley.origins", listOf(new Addresses.Origin())),
            // chat.parley.admission.Hosts checks each of them.
            new Setting("parley.hosts", listOf(text())),
            new Setting("parley.trusted-proxies", listOf(new Addresses.AddressOrNetwork())),
            new Setting("parley.hsts", time("0s", AGES)),
            new Setting("parley.training", orNothing(time("1s", "1h"))),
            new Setting("parley.dev.redis-port", whole(0, 65_535)));

    /// The framework's.
    static final List<Setting> OTHERS = List.of(
            new Setting("quarkus.http.port", whole(0, 65_535), "PORT"),
            new Setting("quarkus.http.idle-timeout", time("1s", "1d")),
            new Setting("quarkus.management.port", whole(0, 65_535)),
            new Setting("quarkus.redis.hosts", listOf(new Addresses.RedisAddress()), "REDIS_URL"),
            new Setting("quarkus.redis.client-type", words("standalone", "cluster", "sentinel", "replication")),
            new Setting("quarkus.redis.master-name", orNothing(text())),
            new Setting("quarkus.redis.tls.trust-certificate-pem", yesOrNo()),
            new Setting("quarkus.redis.tls.trust-certificate-pem.certs", listOf(new Forms.ReadableFile())),
            new Setting("quarkus.datasource.reactive.url", orNothing(new Addresses.PostgresAddress())),
            new Setting("quarkus.datasource.username", orNothing(text())),
            new Setting("quarkus.datasource.reactive.max-size", whole(2, 1_000)),
            new Setting("quarkus.vertx.event-loops-pool-size", whole(1, 1_000)));

    private Settings() {}

    private static Form whole(long least, long most) {
        return new Forms.Whole(least, most);
    }

    private static Form time(String least, String most) {
        return new Forms.Time(least, most);
    }

    private static Form size(String least, String most) {
        return new Forms.Size(least, most);
    }

    private static Form words(String... words) {
        return new Forms.OneOf(List.of(words));
    }

    private static Form text() {
        return new Forms.Text();
    }

    private static Form yesOrNo() {
        return new Forms.YesOrNo();
    }

    private static Form orNothing(Form form) {
        return new Forms.OrNothing(form);
    }

    private static Form listOf(Form each) {
        return new Forms.OrNothing(new Forms.ListOf(each));
    }
}
