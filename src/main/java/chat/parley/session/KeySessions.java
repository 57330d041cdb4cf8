package chat.parley.session;

import chat.parley.identity.KeyGrant;
import chat.parley.identity.Keys;
import chat.parley.presence.PresenceConfig;
import chat.parley.presence.RedisPresence;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Closes the connections of keys that ended, expired or were rotated, on every pod: asks the store once a
/// second about those that are connected here, if there are any, so that it does not depend on pub/sub. While
/// the store is away they stay.
@Singleton
final class KeySessions {

    /// Two of these intervals are the two seconds within which the end of a key takes effect.
    private static final long EVERY_MS = 1_000;

    private static final long AGAIN_MS = 100;

    private final Vertx vertx;
    private final Sessions sessions;
    private final Keys keys;
    private final RedisPresence pods;
    private final long leaseMillis;

    KeySessions(Vertx vertx, Sessions sessions, Keys keys, RedisPresence pods, PresenceConfig config) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.keys = keys;
        this.pods = pods;
        this.leaseMillis = config.lease().toMillis();
    }

    void started(@Observes StartupEvent start) {
        begin();
    }

    /// The store may not be connected yet.
    private void begin() {
        checkPods()
                .onSuccess(_ -> vertx.setPeriodic(EVERY_MS, _ -> {
                    checkPods();
                    poll();
                }))
                .onFailure(_ -> vertx.setTimer(AGAIN_MS, _ -> begin()));
    }

    /// Keys are good only once every living pod knows them.
    private Future<Boolean> checkPods() {
        return pods.allKnowKeys(leaseMillis).onSuccess(keys::knownEverywhere);
    }

    private void poll() {
        Map<KeyGrant, List<Session>> connected = new HashMap<>();
        sessions.ofBots()
                .forEach(session -> session.grant()
                        .ifPresent(grant -> connected.merge(grant, List.of(session), KeySessions::together)));
        if (!connected.isEmpty()) {
            keys.over(connected.keySet())
                    .onSuccess(over -> over.forEach(grant -> connected
                            .getOrDefault(grant, List.of())
                            .forEach(session -> session.context()
                                    .emit(_ -> session.credentials().over(grant)))));
        }
    }

    private static List<Session> together(List<Session> before, List<Session> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }
}
