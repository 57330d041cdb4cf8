package chat.parley.boot;

import static chat.parley.boot.Forms.listOf;
import static chat.parley.boot.Forms.oneOf;
import static chat.parley.boot.Forms.size;
import static chat.parley.boot.Forms.text;
import static chat.parley.boot.Forms.time;
import static chat.parley.boot.Forms.whole;
import static chat.parley.boot.Forms.yesOrNo;

import java.util.List;

/// Every setting of ours, and those of others that operators are told to set. A new one has its line here: a test holds
/// this list and the code that reads settings together.
final class Settings {

    /// More is never meant, and nothing that is reckoned with it overflows.
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
            // Resuming a room costs 20: with less nobody could ever come back.
            new Setting("parley.limits.commands-burst", whole(20, MANY)),
            new Setting("parley.limits.messages-per-second", whole(1, MANY)),
            new Setting("parley.limits.messages-burst", whole(1, MANY)),
            new Setting("parley.limits.connections", whole(1, MANY)),
            new Setting("parley.history.entries", whole(1, MANY)),
            new Setting("parley.history.age", time("1m", AGES)),
            // Whoever got no answer says it again within seconds, or a minute later from another network.
            new Setting("parley.dedupe.window", time("1m", "7d")),
            // HS256 wants a key of at least its own length (RFC 7518 section 3.2).
            new Setting("parley.token.secret", Forms.bytes(32).orNothing()),
            new Setting("parley.token.age", time("1m", AGES)),
            new Setting("parley.issuer.name", text().orNothing()),
            new Setting("parley.issuer.keys", Addresses.url().orNothing()),
            new Setting("parley.issuer.audience", text().orNothing()),
            new Setting("parley.issuer.roles", text()),
            // Reckoned in minutes.
            new Setting("parley.issuer.keys-age", time("1m", "365d")),
            new Setting("parley.issuer.keys-grace", time("0s", "365d")),
            // Renewed once a second, and three times within a lease.
            new Setting("parley.presence.lease", time("3s", "1h")),
            new Setting("parley.presence.grace", time("1s", "1h")),
            new Setting("parley.drain.duration", time("0s", "1h")),
            new Setting("parley.heartbeat.interval", time("1s", "1h")),
            new Setting("parley.heartbeat.timeout", time("100ms", "1h")),
            new Setting("parley.hello-timeout", time("1s", "1h")),
            new Setting("parley.outbox.size", size("1K", "1G")),
            new Setting("parley.outbox.passing-size", size("1K", "1G")),
            // Every command is answered within 5 s (protocol.md section 2).
            new Setting("parley.store.deadline", time("100ms", "4900ms")),
            // With fewer a pod would refuse what one busy room asks at once.
            new Setting("parley.store.pipeline", whole(16, 1_000_000)),
            new Setting("parley.guests", yesOrNo()),
            new Setting("parley.lobby", yesOrNo()),
            new Setting("parley.broadcast", oneOf("role", "everyone")),
            new Setting("parley.origins", listOf(Addresses.origin()).orNothing()),
            // chat.parley.admission.Hosts looks at each of them.
            new Setting("parley.hosts", listOf(text()).orNothing()),
            new Setting("parley.trusted-proxies", listOf(Addresses.network()).orNothing()),
            new Setting("parley.hsts", time("0s", AGES)),
            new Setting("parley.training", time("1s", "1h").orNothing()),
            new Setting("parley.dev.redis-port", whole(0, 65_535)));

    /// The framework's.
    static final List<Setting> OTHERS = List.of(
            new Setting("quarkus.http.port", whole(0, 65_535), "PORT"),
            new Setting("quarkus.management.port", whole(0, 65_535)),
            new Setting("quarkus.redis.hosts", listOf(Addresses.redis()).orNothing(), "REDIS_URL"),
            new Setting("quarkus.redis.client-type", oneOf("standalone", "cluster", "sentinel", "replication")),
            new Setting("quarkus.redis.master-name", text().orNothing()),
            new Setting("quarkus.redis.tls.trust-certificate-pem", yesOrNo()),
            new Setting(
                    "quarkus.redis.tls.trust-certificate-pem.certs",
                    listOf(Forms.file()).orNothing()),
            new Setting("quarkus.vertx.event-loops-pool-size", whole(1, 1_000)));

    /// OpenTelemetry's, which are read only where a collector is named: the parts of it that are in the package.
    static final List<Setting> TRACES = List.of(
            otel("otel.exporter.otlp.endpoint", Addresses.url()),
            otel("otel.exporter.otlp.traces.endpoint", Addresses.url()),
            otel("otel.exporter.otlp.protocol", oneOf("http/protobuf")),
            otel("otel.exporter.otlp.traces.protocol", oneOf("http/protobuf")),
            otel("otel.exporter.otlp.compression", oneOf("gzip", "none")),
            otel("otel.exporter.otlp.traces.compression", oneOf("gzip", "none")),
            otel("otel.exporter.otlp.headers", pairs().secret()),
            otel("otel.exporter.otlp.traces.headers", pairs().secret()),
            otel("otel.traces.exporter", oneOf("otlp", "none")),
            otel(
                    "otel.traces.sampler",
                    oneOf(
                            "parentbased_traceidratio",
                            "traceidratio",
                            "parentbased_always_on",
                            "always_on",
                            "parentbased_always_off",
                            "always_off")),
            otel("otel.traces.sampler.arg", Forms.parsed("a share from 0 to 1", Settings::isShare)),
            otel("otel.propagators", listOf(oneOf("tracecontext", "baggage", "none"))),
            otel("otel.resource.attributes", pairs()),
            otel("otel.bsp.schedule.delay", milliseconds()),
            otel("otel.bsp.export.timeout", milliseconds()),
            otel("otel.bsp.max.queue.size", whole(1, MANY)),
            otel("otel.bsp.max.export.batch.size", whole(1, MANY)));

    private Settings() {}

    private static Setting otel(String name, Form form) {
        return new Setting(name, form.orNothing());
    }

    private static Form pairs() {
        return Forms.like("name=value, several separated by commas", "([^=,]+=[^,]*,?)+");
    }

    private static Form milliseconds() {
        return Forms.like("milliseconds, or a number with ms, s, m, h or d", "[0-9]{1,9}(ms|s|m|h|d)?");
    }

    private static boolean isShare(String text) {
        double share = Double.parseDouble(text);
        return share >= 0 && share <= 1;
    }
}
