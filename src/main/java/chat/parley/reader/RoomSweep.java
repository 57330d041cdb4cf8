package chat.parley.reader;

import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Lists every room that the store has: those of which nobody told, because they are older than the consumer, or
/// because the store lost a part of its list. It goes through the keys, a few at a time.
final class RoomSweep {

    private static final long PAUSE_MS = 20;
    private static final String END = "}:meta";

    private final Vertx vertx;
    private final RedisStore store;
    private final RedisScan scan;
    private final Function<List<RoomId>, Future<Void>> list;

    RoomSweep(Vertx vertx, RedisStore store, RedisScan scan, Function<List<RoomId>, Future<Void>> list) {
        this.vertx = vertx;
        this.store = store;
        this.scan = scan;
        this.list = list;
    }

    Future<Void> all() {
        return store.tags().compose(tags -> from(tags, 0, "0"));
    }

    private Future<Void> from(List<String> tags, int server, String cursor) {
        if (server == tags.size()) {
            return Future.succeededFuture();
        }
        return scan.keys(tags.get(server), cursor, store.prefix().key("{*" + END))
                .compose(found -> list(found.keys())
                        .compose(_ -> pause())
                        .compose(_ -> found.cursor().equals("0")
                                ? from(tags, server + 1, "0")
                                : from(tags, server, found.cursor())));
    }

    private Future<Void> list(List<String> keys) {
        List<RoomId> rooms = new ArrayList<>();
        int start = store.prefix().key("{").length();
        for (String key : keys) {
            rooms.add(new RoomId(key.substring(start, key.length() - END.length())));
        }
        return rooms.isEmpty() ? Future.succeededFuture() : list.apply(rooms);
    }

    private Future<Void> pause() {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(PAUSE_MS, _ -> over.complete());
        return over.future();
    }
}
