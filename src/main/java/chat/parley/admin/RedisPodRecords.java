package chat.parley.admin;

import chat.parley.presence.Pod;
import chat.parley.presence.PresenceConfig;
import chat.parley.presence.RedisPresence;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreClock;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The records of all pods in Redis: a small text for each, which expires with the pod's lease.
@Singleton
final class RedisPodRecords {

    /// A living pod.
    ///
    /// @param until when its lease ends, Unix milliseconds by the store's clock
    /// @param record empty until its first report, or if its release publishes none
    record Living(String pod, long until, Optional<PodRecord> record) {}

    private final RedisStore store;
    private final RedisPresence presence;
    private final PresenceConfig config;
    private final Pod pod;
    private final StoreClock clock;

    RedisPodRecords(RedisStore store, RedisPresence presence, PresenceConfig config, Pod pod, StoreClock clock) {
        this.store = store;
        this.presence = presence;
        this.config = config;
        this.pod = pod;
        this.clock = clock;
    }

    /// Stores this pod's record.
    Future<Void> keep(PodRecord record) {
        return store.send(
                        Command.SET,
                        key(pod.name()),
                        record.text(),
                        "PX",
                        config.lease().toMillis())
                .mapEmpty();
    }

    /// Every pod with a lease.
    Future<List<Living>> all() {
        return presence.living(clock.millis()).compose(leases -> {
            List<Future<Living>> found = new ArrayList<>();
            for (Map.Entry<String, Long> lease : leases.entrySet()) {
                found.add(store.send(Command.GET, key(lease.getKey()))
                        .map(text -> new Living(
                                lease.getKey(),
                                lease.getValue(),
                                Optional.ofNullable(text).map(value -> PodRecord.read(value.toString())))));
            }
            return Future.all(found).map(all -> all.<Living>list());
        });
    }

    /// How many connections each pod with a lease has: reads the beginnings of the records only.
    Future<List<PodLoad>> loads() {
        return presence.living(clock.millis()).compose(leases -> {
            List<Future<PodLoad>> found = new ArrayList<>();
            for (String name : leases.keySet()) {
                found.add(store.send(Command.GETRANGE, key(name), 0, PodRecord.LONGEST_FIRST_LINE)
                        .map(text -> PodRecord.load(name, text.toString())));
            }
            return Future.all(found).map(all -> all.<PodLoad>list());
        });
    }

    private String key(String pod) {
        return store.prefix().key("pod:" + pod + ":record");
    }
}
