package chat.parley.archive;

import chat.parley.history.EdgedPage;
import chat.parley.history.LogPage;
import chat.parley.history.PageSize;
import chat.parley.history.RedisLog;
import chat.parley.limits.Deadline;
import chat.parley.protocol.Command;
import chat.parley.protocol.Json;
import chat.parley.protocol.MessageText;
import chat.parley.protocol.Problem;
import chat.parley.reader.RoomLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Pages of a room's messages: from the store what it has, from the archive what is older, without a seam. The
/// store decides what the member may see. Thread-safe.
@Singleton
public final class MessageHistory {

    /// Pages of a pod that wait for the archive at once. Readers need it, too.
    private static final int MOST = 32;

    private final Vertx vertx;
    private final RedisLog log;
    private final ArchiveSwitch archive;
    private final AtomicInteger asked = new AtomicInteger();

    public MessageHistory(Vertx vertx, RedisLog log, ArchiveSwitch archive) {
        this.vertx = vertx;
        this.log = log;
        this.archive = archive;
    }

    /// A page of messages as `user` may see it. Fails with [Problem] if they may not, and with `unavailable` if the
    /// archive does not answer.
    public Future<LogPage> page(String user, Command.History command) {
        return archive.archive()
                .map(from -> log.edgedPage(user, command).compose(found -> completed(from, user, command, found)))
                .orElseGet(() -> log.page(user, command));
    }

    private Future<LogPage> completed(Archive from, String user, Command.History command, EdgedPage found) {
        if (found.whole()) {
            return Future.succeededFuture(found.page());
        }
        RoomLog room = new RoomLog(command.room(), found.first());
        return command.after().isPresent() || command.since().isPresent()
                ? upwards(from, room, user, command, found)
                : downwards(from, room, user, command, found);
    }

    /// What is older than the page, if that reaches the end of what the store has.
    private Future<LogPage> downwards(
            Archive from, RoomLog room, String user, Command.History command, EdgedPage found) {
        List<Json> newer = found.page().messages();
        if (found.page().more()) {
            return Future.succeededFuture(found.page());
        }
        long below = newer.isEmpty()
                ? command.before().orElse(found.oldest() == 0 ? Long.MAX_VALUE : found.oldest())
                : MessageText.seq(newer.getFirst().text());
        int limit = command.limit() - newer.size();
        Future<LogPage> older = ask(from, new ArchiveQuery(room, user, found.floor(), below, 0, false, limit));
        return older.map(page -> together(page.messages(), newer, false, page.more()))
                // What the store has is answered all the same: who asks for more is told then.
                .recover(failure -> newer.isEmpty()
                        ? Future.failedFuture(failure)
                        : Future.succeededFuture(new LogPage(newer, true)));
    }

    /// What is older than what the store has, and then that.
    private Future<LogPage> upwards(Archive from, RoomLog room, String user, Command.History command, EdgedPage found) {
        long above = Math.max(found.floor(), command.after().orElse(0));
        long below = found.oldest() == 0 ? Long.MAX_VALUE : found.oldest();
        if (above + 1 >= below) {
            return Future.succeededFuture(found.page());
        }
        return ask(
                        from,
                        new ArchiveQuery(
                                room, user, above, below, command.since().orElse(0), true, command.limit()))
                .map(older -> {
                    if (older.more()) {
                        return older;
                    }
                    int left = command.limit() - older.messages().size();
                    List<Json> newer = found.page().messages();
                    List<Json> some = newer.subList(0, Math.min(left, newer.size()));
                    return together(older.messages(), some, true, found.page().more() || some.size() < newer.size());
                });
    }

    private static LogPage together(List<Json> older, List<Json> newer, boolean forward, boolean more) {
        List<String> texts = new ArrayList<>();
        older.forEach(message -> texts.add(message.text()));
        newer.forEach(message -> texts.add(message.text()));
        return PageSize.fit(texts, forward, more);
    }

    private Future<LogPage> ask(Archive from, ArchiveQuery query) {
        if (asked.incrementAndGet() > MOST) {
            asked.decrementAndGet();
            return Future.failedFuture(Problem.unavailable("expected fewer than " + MOST
                    + " pages of the archive at once; what is older than the store keeps comes later"));
        }
        Future<LogPage> answer = from.page(query).onComplete(_ -> asked.decrementAndGet());
        return Deadline.of(vertx, answer)
                .recover(failure -> Future.failedFuture(
                        failure instanceof Problem
                                ? failure
                                : Problem.unavailable("the archive does not answer; what is older than the store keeps"
                                        + " is missing for now")));
    }
}
