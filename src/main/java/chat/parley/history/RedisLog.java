package chat.parley.history;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.protocol.Command;
import chat.parley.protocol.Event.RoomGone;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads rooms' logs. Every read checks whether the store is still the one that last wrote the room, and so
/// detects a lost end of the log.
@Singleton
public final class RedisLog {

    private static final RoomScript HISTORY = RoomScript.of("history.lua");
    private static final RoomScript SINCE = RoomScript.of("missed-events.lua");
    private static final RoomScript HEAD = RoomScript.of("log-head.lua");

    /// If a pod missed more than this, it resets the room instead of replaying.
    private static final int MOST_MISSED = 1_000;
    /// Scripts store a removal as its number times this, plus the reason.
    private static final int KINDS = 4;

    private static final List<RoomGone.Reason> REASONS =
            List.of(RoomGone.Reason.LEFT, RoomGone.Reason.KICKED, RoomGone.Reason.BANNED);
    private static final int MOST_BYTES = 4 << 20;

    private final RedisStore store;

    public RedisLog(RedisStore store) {
        this.store = store;
    }

    /// A page of messages as `user` may see it. Fails with [chat.parley.protocol.Problem] if they may not.
    public Future<LogPage> page(String user, Command.History command) {
        return page(user, command, false).map(EdgedPage::page);
    }

    /// The same, and where the log begins, behind which an archive goes on.
    public Future<EdgedPage> edgedPage(String user, Command.History command) {
        return page(user, command, true);
    }

    private Future<EdgedPage> page(String user, Command.History command, boolean archived) {
        String direction = command.before().isPresent()
                ? "before"
                : command.after().isPresent() ? "after" : command.since().isPresent() ? "since" : "";
        long bound =
                command.before().orElse(command.after().orElse(command.since().orElse(0)));
        return store.run(HISTORY.on(new RoomKeys(store.prefix(), command.room()))
                        .arg("user", user)
                        .arg("direction", direction)
                        .arg("bound", bound)
                        .arg("limit", command.limit())
                        .arg("archived", archived ? 1 : 0))
                .map(answer -> {
                    RedisRefusal.check(answer, command.room());
                    LogPage page = page(
                            answer,
                            command.after().isPresent() || command.since().isPresent());
                    return EdgedPage.read(page, answer.get(2).toString());
                });
    }

    /// The events after `since`, for the whole pod; read in parts, so that no call blocks the store for long.
    public Future<MissedEvents> since(RoomId room, Position since) {
        return since(room, since, List.of());
    }

    private Future<MissedEvents> since(RoomId room, Position since, List<MissedEvents.Event> before) {
        return store.run(SINCE.on(new RoomKeys(store.prefix(), room))
                        .arg("epoch", since.epoch())
                        .arg("seq", since.seq())
                        .arg("most", MOST_MISSED - before.size())
                        .arg("bytes", MOST_BYTES))
                .map(answer -> missed(room, answer).behind(before))
                .compose(missed -> missed.state().equals("part")
                        ? since(room, missed.events().getLast().position(), missed.events())
                        : Future.succeededFuture(missed));
    }

    /// The room's head; empty if the room does not exist.
    public Future<Optional<Head>> head(RoomId room) {
        return store.run(HEAD.on(new RoomKeys(store.prefix(), room)))
                .map(answer -> answer.size() == 0
                        ? Optional.empty()
                        : Optional.of(new Head(
                                position(answer.get(0), answer.get(1)),
                                answer.get(2).toLong())));
    }

    /// The removals after the first `known`, as far as the store has not forgotten them.
    public Future<List<Removal>> removals(RoomId room, long known) {
        String first = Long.toString(KINDS * (known + 1));
        return store.send(
                        io.vertx.redis.client.Command.ZRANGE,
                        new RoomKeys(store.prefix(), room).out(),
                        first,
                        "+inf",
                        "BYSCORE",
                        "WITHSCORES")
                .map(RedisLog::removals);
    }

    /// Reads members and scores in pairs, as in RESP 3, or as a flat list.
    private static List<Removal> removals(Response answer) {
        List<String> words = new ArrayList<>();
        for (Response item : answer) {
            if (item.type() == ResponseType.MULTI) {
                item.forEach(word -> words.add(word.toString()));
            } else {
                words.add(item.toString());
            }
        }
        List<Removal> removals = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) {
            long score = (long) Double.parseDouble(words.get(i + 1));
            removals.add(new Removal(words.get(i), REASONS.get((int) (score % KINDS)), score / KINDS));
        }
        return removals;
    }

    private static LogPage page(Response answer, boolean forward) {
        List<String> texts = new ArrayList<>();
        for (int i = 3; i < answer.size(); i++) {
            texts.add("{" + answer.get(i) + "}");
        }
        boolean more = answer.get(1).toInteger() == 1;
        return PageSize.fit(texts, forward, more);
    }

    private static MissedEvents missed(RoomId room, Response answer) {
        List<MissedEvents.Event> events = new ArrayList<>();
        for (int i = 3; i < answer.size(); i += 5) {
            String only = answer.get(i + 3).toString();
            events.add(new MissedEvents.Event(
                    position(answer.get(i), answer.get(i + 1)),
                    LoggedEvent.text(room, answer.get(i + 2).toString()),
                    only.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new MissedEvents.Only(
                                    only,
                                    LoggedEvent.text(room, answer.get(i + 4).toString())))));
        }
        return new MissedEvents(answer.get(0).toString(), position(answer.get(1), answer.get(2)), events);
    }

    private static Position position(Response epoch, Response seq) {
        return new Position(epoch.toString(), seq.toLong());
    }
}
