package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a pod says about invalid settings, given as environments give them.
class RefusalsTest {

    private static final String SECRET = "a secret of thirty-two bytes, and more";

    /// Each with the beginning of its one sentence.
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            PARLEY_HISTORY_AGE=0s                       | parley.history.age (PARLEY_HISTORY_AGE): expected a time from 1m to 36500d, got "0s".
            PARLEY_HISTORY_AGE=-1d                      | parley.history.age (PARLEY_HISTORY_AGE): expected
            PARLEY_HISTORY_AGE=99999999999999999999d    | parley.history.age (PARLEY_HISTORY_AGE): expected
            PARLEY_HISTORY_AGE=                         | parley.history.age (PARLEY_HISTORY_AGE): expected a time from 1m to 36500d, got "".
            PARLEY_HISTORY_ENTRIES=-5                   | parley.history.entries (PARLEY_HISTORY_ENTRIES): expected a whole number from 1 to 1000000000, got "-5".
            PARLEY_HISTORY_ENTRIES=0                    | parley.history.entries (PARLEY_HISTORY_ENTRIES): expected
            PARLEY_HISTORY_ENTRIES=many                 | parley.history.entries (PARLEY_HISTORY_ENTRIES): expected
            PARLEY_HISTORY_ENTRIES=3000000000           | parley.history.entries (PARLEY_HISTORY_ENTRIES): expected
            PARLEY_DEDUPE_WINDOW=0s                     | parley.dedupe.window (PARLEY_DEDUPE_WINDOW): expected
            PARLEY_DEDUPE_WINDOW=-10m                   | parley.dedupe.window (PARLEY_DEDUPE_WINDOW): expected
            PARLEY_DEDUPE_WINDOW=9m                     | parley.dedupe.window (PARLEY_DEDUPE_WINDOW): expected a time from 10m to 7d, got "9m".
            QUARKUS_HTTP_IDLE_TIMEOUT=-5s               | quarkus.http.idle-timeout (QUARKUS_HTTP_IDLE_TIMEOUT): expected
            PARLEY_HELLO_TIMEOUT=0s                     | parley.hello-timeout (PARLEY_HELLO_TIMEOUT): expected
            PARLEY_HELLO_TIMEOUT=abc                    | parley.hello-timeout (PARLEY_HELLO_TIMEOUT): expected a time from 1s to 1h, got "abc".
            PARLEY_HELLO_TIMEOUT=-5s                    | parley.hello-timeout (PARLEY_HELLO_TIMEOUT): expected
            PARLEY_STORE_PIPELINE=0                     | parley.store.pipeline (PARLEY_STORE_PIPELINE): expected
            PARLEY_STORE_DEADLINE=0s                    | parley.store.deadline (PARLEY_STORE_DEADLINE): expected
            PARLEY_STORE_DEADLINE=10s                   | parley.store.deadline (PARLEY_STORE_DEADLINE): expected
            PARLEY_PRESENCE_LEASE=10s                   | parley.presence.lease (PARLEY_PRESENCE_LEASE): expected at least one and a half times parley.presence.grace (PARLEY_PRESENCE_GRACE), which is 10s, got 10s.
            PARLEY_PRESENCE_LEASE=14s                   | parley.presence.lease (PARLEY_PRESENCE_LEASE): expected
            PARLEY_PRESENCE_LEASE=1s                    | parley.presence.lease (PARLEY_PRESENCE_LEASE): expected a time
            PARLEY_PRESENCE_GRACE=12s                   | parley.presence.lease (PARLEY_PRESENCE_LEASE): expected
            PARLEY_PRESENCE_GRACE=0s                    | parley.presence.grace (PARLEY_PRESENCE_GRACE): expected
            PARLEY_DRAIN_DURATION=-1s                   | parley.drain.duration (PARLEY_DRAIN_DURATION): expected
            PARLEY_BALANCE_ABOVE=0                      | parley.balance.above (PARLEY_BALANCE_ABOVE): expected a whole number from 1 to 1000, got "0".
            PARLEY_BALANCE_RATE=1%                      | parley.balance.rate (PARLEY_BALANCE_RATE): expected a whole number from 1 to 100, got "1%".
            PARLEY_BALANCE_REST=0s                      | parley.balance.rest (PARLEY_BALANCE_REST): expected
            PARLEY_BALANCE_LEAST=0                      | parley.balance.least (PARLEY_BALANCE_LEAST): expected
            PARLEY_ARCHIVE=mysql                        | parley.archive (PARLEY_ARCHIVE): expected none or postgresql, got "mysql".
            PARLEY_ARCHIVE=postgresql                   | quarkus.datasource.reactive.url (QUARKUS_DATASOURCE_REACTIVE_URL): expected the address of the database for parley.archive (PARLEY_ARCHIVE), such as postgresql://host:5432/database, got nothing.
            QUARKUS_DATASOURCE_REACTIVE_URL=jdbc:x:y    | quarkus.datasource.reactive.url (QUARKUS_DATASOURCE_REACTIVE_URL): expected
            PARLEY_PREFIX=Staging                       | parley.prefix (PARLEY_PREFIX): expected 1 to 32 of the characters a-z, 0-9 and -, got "Staging".
            PARLEY_PREFIX=                              | parley.prefix (PARLEY_PREFIX): expected
            PARLEY_PREFIX=a:b                           | parley.prefix (PARLEY_PREFIX): expected
            PARLEY_PREFIX={a}                           | parley.prefix (PARLEY_PREFIX): expected
            PARLEY_PREFIX=a-prefix-of-more-than-thirty-two- | parley.prefix (PARLEY_PREFIX): expected
            PARLEY_HEARTBEAT_INTERVAL=0s                | parley.heartbeat.interval (PARLEY_HEARTBEAT_INTERVAL): expected
            PARLEY_HEARTBEAT_TIMEOUT=0s                 | parley.heartbeat.timeout (PARLEY_HEARTBEAT_TIMEOUT): expected
            PARLEY_HEARTBEAT_TIMEOUT=25s                | parley.heartbeat.timeout (PARLEY_HEARTBEAT_TIMEOUT): expected a shorter time than parley.heartbeat.interval (PARLEY_HEARTBEAT_INTERVAL), which is 25s, got 25s.
            PARLEY_OUTBOX_SIZE=0                        | parley.outbox.size (PARLEY_OUTBOX_SIZE): expected
            PARLEY_OUTBOX_SIZE=128K                     | parley.outbox.passing-size (PARLEY_OUTBOX_PASSING_SIZE): expected at most that of parley.outbox.size (PARLEY_OUTBOX_SIZE), which is 128K, got 256K.
            PARLEY_OUTBOX_POD_SIZE=512K                 | parley.outbox.pod-size (PARLEY_OUTBOX_POD_SIZE): expected
            PARLEY_OUTBOX_PASSING_SIZE=-1               | parley.outbox.passing-size (PARLEY_OUTBOX_PASSING_SIZE): expected
            PARLEY_TOKEN_AGE=0s                         | parley.token.age (PARLEY_TOKEN_AGE): expected
            PARLEY_TOKEN_AGE=200000d                    | parley.token.age (PARLEY_TOKEN_AGE): expected
            PARLEY_HSTS=-1s                             | parley.hsts (PARLEY_HSTS): expected
            PARLEY_TRAINING=0s                          | parley.training (PARLEY_TRAINING): expected
            PARLEY_DEV_REDIS_PORT=99999                 | parley.dev.redis-port (PARLEY_DEV_REDIS_PORT): expected
            PARLEY_ISSUER_KEYS_AGE=0s                   | parley.issuer.keys-age (PARLEY_ISSUER_KEYS_AGE): expected
            PARLEY_ISSUER_KEYS_GRACE=-1h                | parley.issuer.keys-grace (PARLEY_ISSUER_KEYS_GRACE): expected
            PARLEY_ISSUER_ROLES=                        | parley.issuer.roles (PARLEY_ISSUER_ROLES): expected
            PARLEY_ISSUER_KEYS=keys.json                | parley.issuer.keys (PARLEY_ISSUER_KEYS): expected an address such as https://host/path, got "keys.json".
            PARLEY_ISSUER_KEYS=ftp://login.example/keys | parley.issuer.keys (PARLEY_ISSUER_KEYS): expected
            PARLEY_ISSUER_KEYS=https:/login/keys        | parley.issuer.keys (PARLEY_ISSUER_KEYS): expected
            PARLEY_ISSUER_NAME=https://login.example    | Tokens of your own issuer need both parley.issuer.name
            PARLEY_ISSUER_CLIENT_ID=chat                | parley.issuer.client-id (PARLEY_ISSUER_CLIENT_ID): expected parley.issuer.name (PARLEY_ISSUER_NAME) to be the issuer's address
            PARLEY_ISSUER_NAMES=mine                    | parley.issuer.names (PARLEY_ISSUER_NAMES): expected free or claim, got "mine".
            PARLEY_ROOMS_CREATE=nobody                  | parley.rooms.create (PARLEY_ROOMS_CREATE): expected everyone or role, got "nobody".
            PARLEY_ISSUER_DEADLINE=0s                   | parley.issuer.deadline (PARLEY_ISSUER_DEADLINE): expected a time from 100ms to 1m, got "0s".
            PARLEY_LIMITS_FRAME_SIZE=64Q                | parley.limits.frame-size (PARLEY_LIMITS_FRAME_SIZE): expected a size from 1K to 4M, got "64Q".
            PARLEY_LIMITS_FRAME_SIZE=5M                 | parley.limits.frame-size (PARLEY_LIMITS_FRAME_SIZE): expected
            PARLEY_LIMITS_TEXT_SIZE=65K                 | parley.limits.text-size (PARLEY_LIMITS_TEXT_SIZE): expected at most that of parley.limits.frame-size (PARLEY_LIMITS_FRAME_SIZE), which is 64K, got 65K.
            PARLEY_LIMITS_DATA_SIZE=1M                  | parley.limits.data-size (PARLEY_LIMITS_DATA_SIZE): expected
            PARLEY_LIMITS_DATA_SIZE=99999999999Y        | parley.limits.data-size (PARLEY_LIMITS_DATA_SIZE): expected
            PARLEY_LIMITS_JSON_DEPTH=0                  | parley.limits.json-depth (PARLEY_LIMITS_JSON_DEPTH): expected
            PARLEY_LIMITS_CONNECTIONS=0                 | parley.limits.connections (PARLEY_LIMITS_CONNECTIONS): expected
            PARLEY_LIMITS_COMMANDS_BURST=19             | parley.limits.commands-burst (PARLEY_LIMITS_COMMANDS_BURST): expected
            PARLEY_LIMITS_MESSAGES_PER_SECOND=0.5       | parley.limits.messages-per-second (PARLEY_LIMITS_MESSAGES_PER_SECOND): expected
            PARLEY_GUESTS=flase                         | parley.guests (PARLEY_GUESTS): expected true or false, got "flase".
            PARLEY_GUESTS=                              | parley.guests (PARLEY_GUESTS): expected true or false, got "".
            PARLEY_GUESTS=${NOBODY_SET_IT}              | parley.guests (PARLEY_GUESTS): expected a value, got a reference to one that is not set.
            PARLEY_LOBBY=maybe                          | parley.lobby (PARLEY_LOBBY): expected true or false, got "maybe".
            PARLEY_BROADCAST=nobody                     | parley.broadcast (PARLEY_BROADCAST): expected role or everyone, got "nobody".
            PARLEY_ORIGINS=*                            | parley.origins (PARLEY_ORIGINS): expected an origin as a browser sends it, such as https://chat.example.com, without a path and a usual port, several separated by commas, got "*".
            PARLEY_ORIGINS=https://*.example            | parley.origins (PARLEY_ORIGINS): expected
            PARLEY_ORIGINS=chat.example                 | parley.origins (PARLEY_ORIGINS): expected
            PARLEY_ORIGINS=null                         | parley.origins (PARLEY_ORIGINS): expected
            PARLEY_ORIGINS=https://chat.example/        | parley.origins (PARLEY_ORIGINS): expected
            PARLEY_ORIGINS=https://a.example, https://B | parley.origins (PARLEY_ORIGINS): expected an origin as a browser sends it, such as https://chat.example.com, without a path and a usual port, several separated by commas, got "https://B".
            PARLEY_ORIGINS=https://chat.example:443     | parley.origins (PARLEY_ORIGINS): expected
            PARLEY_TRUSTED_PROXIES=10.0.0.0/33          | parley.trusted-proxies (PARLEY_TRUSTED_PROXIES): expected an address or a network such as 10.0.0.0/8, several separated by commas, got "10.0.0.0/33".
            PARLEY_TRUSTED_PROXIES=ingress              | parley.trusted-proxies (PARLEY_TRUSTED_PROXIES): expected
            PARLEY_TOKEN_SECRET=hunter2                 | parley.token.secret (PARLEY_TOKEN_SECRET): expected at least 32 bytes, got 7 (which are not shown).
            PARLEY_TOKEN_SECRET_PREVIOUS=hunter2        | parley.token.secret-previous (PARLEY_TOKEN_SECRET_PREVIOUS): expected at least 32 bytes, got 7 (which are not shown).
            PARLEY_ADMIN_KEY=hunter2                    | parley.admin-key (PARLEY_ADMIN_KEY): expected parley_admin. and 32 to 512 random bytes as letters, digits or any of -._~+/=, got another text of 7 characters (which are not shown).
            PARLEY_ADMIN_KEY=parley_admin.hunter2       | parley.admin-key (PARLEY_ADMIN_KEY): expected parley_admin. and 32 to 512
            PARLEY_TOKEN_SECRET=                        | Parley signs its users' tokens, and no secret is configured: set PARLEY_TOKEN_SECRET (parley.token.secret)
            REDIS_URL=                                  | Parley stores everything in Redis, and no address is configured: set REDIS_URL
            REDIS_URL=http://:hunter2@redis             | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected an address such as redis://:password@host:6379 or rediss://host:6380, several separated by commas, got http://....
            REDIS_URL=redis:6379                        | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://                          | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://:hunter2:6379             | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://:hunter2%@redis:6379      | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://:hunter2@redis:none       | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://:hunter2@redis:66666      | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://:hunter2@my_redis         | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://:hunter2@redis/all        | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://a,http://:hunter2@b       | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            REDIS_URL=redis://a,redis://:hunter2@b      | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected one address, got 2; several are for quarkus.redis.client-type (QUARKUS_REDIS_CLIENT_TYPE) cluster or sentinel.
            QUARKUS_REDIS_HOSTS=http://redis            | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS): expected
            QUARKUS_REDIS_CLIENT_TYPE=clustre           | quarkus.redis.client-type (QUARKUS_REDIS_CLIENT_TYPE): expected standalone, cluster, sentinel or replication, got "clustre".
            QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS=/nowhere | quarkus.redis.tls.trust-certificate-pem.certs (QUARKUS_REDIS_TLS_TRUST_CERTIFICATE_PEM_CERTS): expected a file
            QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE=0       | quarkus.vertx.event-loops-pool-size (QUARKUS_VERTX_EVENT_LOOPS_POOL_SIZE): expected
            PORT=http                                   | PORT (quarkus.http.port, QUARKUS_HTTP_PORT): expected a whole number from 0 to 65535, got "http".
            PORT=99999                                  | PORT (quarkus.http.port, QUARKUS_HTTP_PORT): expected
            PORT=-1                                     | PORT (quarkus.http.port, QUARKUS_HTTP_PORT): expected
            QUARKUS_HTTP_PORT=http                      | PORT (quarkus.http.port, QUARKUS_HTTP_PORT): expected
            QUARKUS_MANAGEMENT_PORT=99999               | quarkus.management.port (QUARKUS_MANAGEMENT_PORT): expected
            """)
    void invalidValueIsRefusedInOneSentence(String given, String sentence) {
        List<String> refusals = inProduction(given);
        assertEquals(1, refusals.size(), refusals::toString);
        String refusal = refusals.getFirst();
        assertAll(
                () -> assertTrue(refusal.startsWith(sentence), refusal),
                () -> assertTrue(refusal.endsWith(".") && refusal.lines().count() == 1, refusal),
                () -> assertFalse(refusal.contains("hunter2"), refusal),
                // Without a locale, as in a container, anything that is not ASCII is a question mark.
                () -> assertTrue(refusal.chars().allMatch(letter -> letter < 128), refusal));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        OTEL_EXPORTER_OTLP_PROTOCOL=grpc            | otel.exporter.otlp.protocol (OTEL_EXPORTER_OTLP_PROTOCOL)
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=grpc     | otel.exporter.otlp.traces.protocol (OTEL_EXPORTER_OTLP_TRACES_PROTOCOL)
        OTEL_EXPORTER_OTLP_ENDPOINT=collector:4318  | otel.exporter.otlp.endpoint (OTEL_EXPORTER_OTLP_ENDPOINT)
        OTEL_EXPORTER_OTLP_COMPRESSION=zip          | otel.exporter.otlp.compression (OTEL_EXPORTER_OTLP_COMPRESSION)
        OTEL_EXPORTER_OTLP_HEADERS=hunter2          | otel.exporter.otlp.headers (OTEL_EXPORTER_OTLP_HEADERS)
        OTEL_EXPORTER_OTLP_TIMEOUT=abc              | otel.exporter.otlp.timeout (OTEL_EXPORTER_OTLP_TIMEOUT)
        OTEL_EXPORTER_OTLP_CERTIFICATE=/nope        | otel.exporter.otlp.certificate (OTEL_EXPORTER_OTLP_CERTIFICATE)
        OTEL_PROPAGATORS=b3                         | otel.propagators (OTEL_PROPAGATORS)
        OTEL_PROPAGATORS=tracecontext,jaeger        | otel.propagators (OTEL_PROPAGATORS)
        OTEL_TRACES_EXPORTER=zipkin                 | otel.traces.exporter (OTEL_TRACES_EXPORTER)
        OTEL_TRACES_SAMPLER=often                   | otel.traces.sampler (OTEL_TRACES_SAMPLER)
        OTEL_TRACES_SAMPLER_ARG=7                   | otel.traces.sampler.arg (OTEL_TRACES_SAMPLER_ARG)
        OTEL_TRACES_SAMPLER_ARG=some                | otel.traces.sampler.arg (OTEL_TRACES_SAMPLER_ARG)
        OTEL_RESOURCE_ATTRIBUTES=here               | otel.resource.attributes (OTEL_RESOURCE_ATTRIBUTES)
        OTEL_BSP_SCHEDULE_DELAY=soon                | otel.bsp.schedule.delay (OTEL_BSP_SCHEDULE_DELAY)
        OTEL_BSP_MAX_QUEUE_SIZE=-1                  | otel.bsp.max.queue.size (OTEL_BSP_MAX_QUEUE_SIZE)
        """)
    void traceOptionMissingFromThePackageIsRefusedOnceTracesAreEnabled(String given, String named) {
        List<String> refusals = inProduction("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318", given);
        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(refusals.getFirst().startsWith(named + ": expected "), refusals::toString);
        assertFalse(refusals.getFirst().contains("hunter2"), refusals::toString);
        if (!given.startsWith("OTEL_EXPORTER_OTLP_ENDPOINT")) {
            assertEquals(List.of(), inProduction(given));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PARLEY_GUEST=false         | parley.guests (PARLEY_GUESTS)
        parley_geusts=false        | parley.guests (PARLEY_GUESTS)
        _PROD_PARLEY_GUEST=false   | parley.guests (PARLEY_GUESTS)
        PARLEY_ORIGIN=https://a    | parley.origins (PARLEY_ORIGINS)
        PARLEY_FRAME_SIZE=64K      | parley.limits.frame-size (PARLEY_LIMITS_FRAME_SIZE)
        PARLEY_LIMIT_FRAMESIZE=64K | parley.limits.frame-size (PARLEY_LIMITS_FRAME_SIZE)
        PARLEY_HISTORY_DAYS=3      | parley.history.age (PARLEY_HISTORY_AGE)
        PARLEY_HELLOTIMEOUT=3s     | parley.hello-timeout (PARLEY_HELLO_TIMEOUT)
        PARLEY_SECRET=hunter2      | parley.token.secret (PARLEY_TOKEN_SECRET)
        PARLEY_REDIS_URL=redis://a | REDIS_URL (quarkus.redis.hosts, QUARKUS_REDIS_HOSTS)
        PARLEY_PORT=8080           | PORT (quarkus.http.port, QUARKUS_HTTP_PORT)
        """)
    void misspelledVariableIsRefusedWithTheNearestName(String given, String nearest) {
        assertEquals(
                List.of(given.substring(0, given.indexOf('=')) + ": expected the name of a setting;"
                        + " the nearest is " + nearest + "."),
                inProduction(given));
        assertEquals(inProduction(given), refusals(LaunchMode.DEVELOPMENT, given));
    }

    /// The framework knows a setting of the active profile by its bare name.
    @ParameterizedTest
    @CsvSource({
        "parley.guest, parley.guest",
        "%prod.parley.guest, parley.guest",
        "%staging.parley.guest, %staging.parley.guest",
        "parley.guests.allowed, parley.guests.allowed"
    })
    void misspelledPropertyIsRefusedWithTheNearestName(String name, String told) {
        assertEquals(
                List.of(told + ": expected the name of a setting; the nearest is" + " parley.guests (PARLEY_GUESTS)."),
                Names.unknown(given(Map.of(), Map.of(name, "false")), true));
    }

    /// The JVM that runs the tests has properties of its own.
    @Test
    void testsMayHaveTheirOwnProperties() {
        assertEquals(
                List.of(), Refusals.of(given(Map.of(), Map.of("parley.jar", "target/parley.jar")), LaunchMode.TEST));
        assertEquals(
                List.of(),
                Refusals.of(given(Map.of(), Map.of("parley.dev.redis-told", "true")), LaunchMode.DEVELOPMENT));
    }

    /// Services named `parley`, `parley-redis` and `parley-guests`.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PARLEY_PORT=tcp://10.0.0.1:8080",
                "PARLEY_SERVICE_HOST=10.0.0.1",
                "PARLEY_SERVICE_PORT=8080",
                "PARLEY_SERVICE_PORT_HTTP=8080",
                "PARLEY_PORT_8080_TCP=tcp://10.0.0.1:8080",
                "PARLEY_PORT_8080_TCP_ADDR=10.0.0.1",
                "PARLEY_PORT_8080_TCP_PORT=8080",
                "PARLEY_PORT_8080_TCP_PROTO=tcp",
                "PARLEY_REDIS_PORT=tcp://10.0.0.2:6379",
                "PARLEY_REDIS_PORT_6379_TCP=tcp://10.0.0.2:6379",
                "PARLEY_REDIS_SERVICE_HOST=10.0.0.2",
                "PARLEY_REDIS_SERVICE_PORT=6379",
                "PARLEY_REDIS_SERVICE_PORT_REDIS=6379",
                "PARLEY_GUESTS_PORT_53_UDP=udp://10.0.0.3:53"
            })
    void serviceVariablesOfKubernetesAreNotSettings(String given) {
        assertEquals(List.of(), inProduction(given));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PARLEY_GUESTS=false",
                "parley_guests=no",
                "PARLEY_GUESTS=ON",
                "_PROD_PARLEY_GUESTS=false",
                "PARLEY_HELLO_TIMEOUT=3s",
                "PARLEY_HELLO_TIMEOUT=30",
                "PARLEY_HISTORY_AGE=P7D",
                "PARLEY_HISTORY_ENTRIES=1",
                "PARLEY_DRAIN_DURATION=0s",
                "PARLEY_HSTS=0s",
                "PARLEY_PRESENCE_LEASE=15s",
                "PARLEY_BROADCAST=EVERYONE",
                "PARLEY_ORIGINS=",
                "PARLEY_ORIGINS=https://a.example, http://localhost:5173,capacitor://localhost,https://[::1]:8443",
                "PARLEY_TRUSTED_PROXIES=10.0.0.0/8, ::1,192.0.2.1",
                "PARLEY_LIMITS_FRAME_SIZE=4M",
                "PARLEY_TRAINING=",
                "PARLEY_DEV_REDIS_SERVER=/usr/bin/redis-server",
                "REDIS_URL=rediss://parley:p%40ss@redis.example:6380/1",
                "QUARKUS_REDIS_HOSTS=redis://[::1]:6379",
                "PORT=8080",
                "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4318",
                "HOME=/home/parley"
            })
    void validValueIsAccepted(String given) {
        assertEquals(List.of(), inProduction(given));
    }

    @Test
    void severalAddressesRequireAClusterOrSentinels() {
        for (String type : List.of("cluster", "sentinel")) {
            assertEquals(
                    List.of(), inProduction("REDIS_URL=redis://a:1,redis://b:2", "QUARKUS_REDIS_CLIENT_TYPE=" + type));
        }
    }

    @Test
    void allErrorsAreReportedAtOnce() {
        assertEquals(
                3,
                inProduction("PARLEY_GUEST=no", "PARLEY_LOBBY=maybe", "PORT=http")
                        .size());
    }

    @Test
    void portInUseIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            String port = Integer.toString(taken.getLocalPort());
            List<String> refusals = inProduction("PORT=" + port);
            assertEquals(1, refusals.size(), refusals::toString);
            assertTrue(
                    refusals.getFirst()
                            .startsWith(
                                    "PORT (quarkus.http.port, QUARKUS_HTTP_PORT): expected a free port, got " + port),
                    refusals::toString);
            refusals = inProduction("QUARKUS_MANAGEMENT_PORT=" + port);
            assertTrue(
                    refusals.getFirst()
                            .startsWith("quarkus.management.port (QUARKUS_MANAGEMENT_PORT): expected a free port"),
                    refusals::toString);
        }
    }

    @Test
    void bothPortsMustDiffer() {
        List<String> refusals = inProduction("PORT=18999", "QUARKUS_MANAGEMENT_PORT=18999");
        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(refusals.getFirst().startsWith("quarkus.management.port"), refusals::toString);
    }

    /// A token that an issuer signs for another service lets nobody in here.
    @Test
    void issuerRequiresAnAudience() {
        String[] issuer = {"PARLEY_ISSUER_NAME=https://login.example", "PARLEY_ISSUER_KEYS=https://login.example/keys"};
        List<String> refusals = inProduction(issuer);
        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(
                refusals.getFirst().startsWith("parley.issuer.audience (PARLEY_ISSUER_AUDIENCE): expected "),
                refusals::toString);
        assertEquals(List.of(), inProduction(issuer[0], issuer[1], "PARLEY_ISSUER_AUDIENCE=parley"));
    }

    /// The page finds everything else there, and asks for an ID token.
    @Test
    void signInNeedsTheIssuersAddressAndTheScopeOpenid() {
        String[] issuer = {
            "PARLEY_ISSUER_NAME=our-login",
            "PARLEY_ISSUER_KEYS=https://login.example/keys",
            "PARLEY_ISSUER_AUDIENCE=parley",
            "PARLEY_ISSUER_CLIENT_ID=chat",
            "PARLEY_ISSUER_SCOPES=profile"
        };
        List<String> refusals = inProduction(issuer);
        assertEquals(2, refusals.size(), refusals::toString);
        assertTrue(refusals.getFirst().startsWith("parley.issuer.client-id"), refusals::toString);
        assertTrue(refusals.getFirst().endsWith("got \"our-login\"."), refusals::toString);
        assertTrue(refusals.getLast().startsWith("parley.issuer.scopes"), refusals::toString);
        issuer[0] = "PARLEY_ISSUER_NAME=https://login.example/realms/team";
        issuer[4] = "PARLEY_ISSUER_SCOPES=openid offline_access";
        assertEquals(List.of(), inProduction(issuer));
    }

    @Test
    void previousSecretMustDiffer() {
        List<String> refusals = inProduction("PARLEY_TOKEN_SECRET_PREVIOUS=" + SECRET);
        assertEquals(1, refusals.size(), refusals::toString);
        assertTrue(refusals.getFirst().startsWith("parley.token.secret-previous"), refusals::toString);
        assertFalse(refusals.getFirst().contains(SECRET), refusals::toString);
        assertEquals(List.of(), inProduction("PARLEY_TOKEN_SECRET_PREVIOUS=the one before, of more than 32 bytes"));
    }

    @Test
    void developmentNeedsNeitherRedisNorASecret() {
        assertEquals(List.of(), refusals(LaunchMode.DEVELOPMENT, "REDIS_URL=", "PARLEY_TOKEN_SECRET=", "PORT=8080"));
    }

    private static List<String> inProduction(String... variables) {
        return refusals(LaunchMode.NORMAL, variables);
    }

    private static List<String> refusals(LaunchMode mode, String... variables) {
        Map<String, String> environment =
                new HashMap<>(Map.of("PORT", "0", "REDIS_URL", "redis://redis:6379", "PARLEY_TOKEN_SECRET", SECRET));
        for (String variable : variables) {
            int sign = variable.indexOf('=');
            environment.put(variable.substring(0, sign), variable.substring(sign + 1));
        }
        return Refusals.of(given(environment, Map.of()), mode);
    }

    /// As the framework combines them: variables before properties, and defaults last.
    private static Given given(Map<String, String> environment, Map<String, String> properties) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(new EnvConfigSource(environment, 300))
                .withSources(new PropertiesConfigSource(properties, "properties", 250));
        Mappings.all().forEach((name, standard) -> standard.ifPresent(value -> builder.withDefaultValue(name, value)));
        SmallRyeConfig config = builder.withDefaultValue("quarkus.http.port", "${PORT:8080}")
                .withDefaultValue("quarkus.redis.hosts", "${REDIS_URL:}")
                .withDefaultValue("quarkus.redis.hosts-provider-name", "required")
                .withDefaultValue("quarkus.management.enabled", "true")
                .withDefaultValue("quarkus.management.port", "0")
                .build();
        Set<String> names = new HashSet<>();
        config.getPropertyNames().forEach(names::add);
        return new Given(config::getConfigValue, names);
    }
}
