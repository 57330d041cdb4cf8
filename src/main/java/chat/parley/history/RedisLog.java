package chat.parley.history;

import chat.parley.protocol.Command;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads rooms' logs. Every read compares the store with the one that wrote the room last, and so notices a lost end.
@Singleton
public final class RedisLog {

    private static final RedisScript HISTORY = RedisScript.of("clock.lua", "log.lua", "room.lua", "history.lua");
    private static final RedisScript SINCE = RedisScript.of("clock.lua", "log.lua", "room.lua", "since.lua");
    private static final RedisScript HEAD = RedisScript.of("clock.lua", "log.lua", "room.lua", "head.lua");

    /// Beyond this a pod that was away for long starts again instead of replaying.
    private static final int MOST_MISSED = 1_000;
    private static final int MOST_BYTES = 4 << 20;

    private final RedisStore store;

    public RedisLog(RedisStore store) {
        this.store = store;
    }

    /// A page of messages as `user` may see it. Fails with a [chat.parley.protocol.Problem] for one who may not.
    public Future<LogPage> page(String user, Command.History asked) {
        RoomKeys keys = new RoomKeys(asked.room());
        String way = asked.before().isPresent() ? "before" : asked.after().isPresent() ? "after" : "";
        long seq = asked.before().orElse(asked.after().orElse(0));
        return store.run(
                        HISTORY,
                        List.of(
                                keys.meta(),
                                keys.log(),
                                keys.members(),
                                keys.banned(),
                                keys.changes(),
                                keys.gone(),
                                keys.pair()),
                        List.of(user, way, seq, asked.limit()))
                .map(answer -> page(RedisRefusal.check(answer, asked.room()), way.equals("after")));
    }

    /// What came after `since`, for the whole pod.
    public Future<Missed> since(RoomId room, Position since) {
        RoomKeys keys = new RoomKeys(room);
        return store.run(
                        SINCE,
                        List.of(keys.meta(), keys.log(), keys.changes(), keys.gone()),
                        List.of(since.epoch(), since.seq(), MOST_MISSED, MOST_BYTES))
                .map(answer -> missed(room, answer));
    }

    /// Where the log ends now; empty for a room that is no more.
    public Future<Optional<Position>> head(RoomId room) {
        return store.run(HEAD, List.of(new RoomKeys(room).meta()), List.of())
                .map(answer ->
                        answer.size() == 0 ? Optional.empty() : Optional.of(position(answer.get(0), answer.get(1))));
    }

    private static LogPage page(Response answer, boolean forward) {
        List<String> texts = new ArrayList<>();
        for (int i = 2; i < answer.size(); i++) {
            texts.add("{" + answer.get(i) + "}");
        }
        boolean more = answer.get(1).toInteger() == 1;
        return PageSize.fit(texts, forward, more);
    }

    private static Missed missed(RoomId room, Response answer) {
        List<Missed.Event> events = new ArrayList<>();
        for (int i = 3; i < answer.size(); i += 5) {
            String only = answer.get(i + 3).toString();
            events.add(new Missed.Event(
                    position(answer.get(i), answer.get(i + 1)),
                    LoggedEvent.text(room, answer.get(i + 2).toString()),
                    only.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new Missed.Only(
                                    only,
                                    LoggedEvent.text(room, answer.get(i + 4).toString())))));
        }
        return new Missed(answer.get(0).toString(), position(answer.get(1), answer.get(2)), events);
    }

    private static Position position(Response epoch, Response seq) {
        return new Position(epoch.toString(), seq.toLong());
    }
}
