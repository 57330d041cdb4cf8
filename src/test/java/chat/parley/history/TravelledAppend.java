package chat.parley.history;

import chat.parley.keyspace.RoomScript;
import chat.parley.kit.Settings;
import chat.parley.kit.Store;
import chat.parley.limits.ByteRates;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisUserBytes;
import chat.parley.store.RedisScript;

/// The append script with a clock that a test moves (`redis/travelled-clock.lua`).
public final class TravelledAppend {
    private static final RoomScript SCRIPT = RoomScript.append("travelled-clock.lua");

    private TravelledAppend() {}

    /// With these settings (`name=value`).
    public static RedisAppend of(Store store, String... settings) {
        return of(store, SCRIPT, settings);
    }

    /// Stores without publishing, as if pub/sub had lost it.
    public static RedisAppend silent(Store store, String... settings) {
        String text = SCRIPT.script().text().replace("redis.call('PUBLISH', channel, 'log", "tostring('log");
        return of(store, new RoomScript(new RedisScript(text, "f".repeat(40))), settings);
    }

    private static RedisAppend of(Store store, RoomScript script, String... settings) {
        LimitsConfig limits = Settings.of(LimitsConfig.class, settings);
        ByteRates rates = new ByteRates(limits);
        return new RedisAppend(
                store.vertx(),
                store.store(),
                Settings.of(HistoryConfig.class, settings),
                Settings.of(DedupeConfig.class, settings),
                limits,
                rates,
                new RedisUserBytes(store.store(), rates),
                script);
    }
}
