package chat.parley.history;

import chat.parley.failure.Problems;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.limits.ByteRates;
import chat.parley.limits.Deadline;
import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisUserBytes;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import chat.parley.trace.Step;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Appends to rooms' logs: role, dedupe, fence, seq, store and publish in one script, all or nothing
/// (protocol.md section 6, promises 1 to 5). Entries of one room are stored in the order of the calls.
/// Thread-safe.
@Singleton
public final class RedisAppend {

    private static final RoomScript SCRIPT = RoomScript.append("lib/clock.lua");
    private final VertxInternal vertx;
    private final RedisStore store;
    private final HistoryConfig history;
    private final DedupeConfig dedupe;
    private final LimitsConfig limits;
    private final ByteRates rates;
    private final RoomScript script;
    private final String interval;
    private final String botInterval;
    private final RedisUserBytes bytes;
    private final ConcurrentHashMap<RoomId, AppendQueue> queues = new ConcurrentHashMap<>();
    private volatile Function<RoomId, Future<Void>> before = _ -> Future.succeededFuture();

    @Inject
    public RedisAppend(
            Vertx vertx,
            RedisStore store,
            HistoryConfig history,
            DedupeConfig dedupe,
            LimitsConfig limits,
            ByteRates rates,
            RedisUserBytes bytes) {
        this(vertx, store, history, dedupe, limits, rates, bytes, SCRIPT);
    }

    /// With another script, so that tests can replace the clock.
    RedisAppend(
            Vertx vertx,
            RedisStore store,
            HistoryConfig history,
            DedupeConfig dedupe,
            LimitsConfig limits,
            ByteRates rates,
            RedisUserBytes bytes,
            RoomScript script) {
        this.vertx = (VertxInternal) vertx;
        this.store = store;
        this.limits = limits;
        this.script = script;
        this.bytes = bytes;
        this.history = history;
        this.dedupe = dedupe;
        this.rates = rates;
        this.interval = Double.toString(1000.0 / limits.messagesPerSecond());
        this.botInterval = Double.toString(1000.0 / limits.keyMessagesPerSecond());
    }

    /// Nothing is appended to a room before this has completed for it; if it fails, so does the entry. It is
    /// asked for each call of the script.
    public void beforeEach(Function<RoomId, Future<Void>> step) {
        before = step;
    }

    /// Stores and publishes an entry. Fails with [RoomNotOpen] or [Problem]: a refusal, or `unavailable`,
    /// which says whether the entry may have been stored.
    public Future<StoredEntry> append(RoomId room, Entry entry) {
        return append(room, entry, Step.NONE);
    }

    /// The same, traced as a step that follows the frame and ends with the store's answer.
    public Future<StoredEntry> append(RoomId room, Entry entry, Step frame) {
        Promise<StoredEntry> answer = vertx.promise();
        Step step = frame.append();
        int size = entry.size();
        Future<Void> taken = bytes.take(entry.user(), size);
        Future<StoredEntry> stored = taken.isComplete() ? answer.future() : Deadline.of(vertx, answer.future());
        taken.onComplete(result -> {
            if (result.failed() && !(result.cause() instanceof Problem)) {
                answer.fail(Problems.ofUnsent(result.cause()));
            } else {
                long wait = result.succeeded() ? 0 : wait((Problem) result.cause());
                send(room, change(room, queue -> {
                    queue.add(new AppendQueue.Waiting(entry, wait, step, answer));
                    return queue.next();
                }));
            }
        });
        return step.until(stored).onComplete(result -> {
            if (taken.succeeded() && (result.failed() || result.result().duplicate())) {
                bytes.giveBack(entry.user(), size);
            }
        });
    }

    /// How long a rate-limited entry has to wait. It is sent to the store all the same: an entry that was
    /// stored before gets its first answer (protocol.md section 4).
    private static long wait(Problem refusal) {
        return Math.max(1, refusal.after().orElse(0));
    }

    /// Changes a room's queue, and returns the batch that it takes from it. The caller sends it outside of the
    /// map's lock, because a failure may be answered at once.
    private List<AppendQueue.Waiting> change(RoomId room, Function<AppendQueue, List<AppendQueue.Waiting>> change) {
        List<AppendQueue.Waiting> batch = new ArrayList<>();
        queues.compute(room, (_, before) -> {
            AppendQueue queue = before == null ? new AppendQueue() : before;
            batch.addAll(change.apply(queue));
            return queue.idle() ? null : queue;
        });
        return batch;
    }

    private void send(RoomId room, List<AppendQueue.Waiting> batch) {
        if (!batch.isEmpty()) {
            whenAnswered(room, batch, store(room, batch));
        }
    }

    private Future<Response> store(RoomId room, List<AppendQueue.Waiting> batch) {
        ScriptCall call = call(new RoomKeys(store.prefix(), room), batch);
        Future<Void> ready = before.apply(room);
        return ready.succeeded() ? store.append(call) : ready.compose(_ -> store.append(call));
    }

    private void whenAnswered(RoomId room, List<AppendQueue.Waiting> batch, Future<Response> answer) {
        answer.onComplete(result -> {
            if (result.succeeded()) {
                answer(room, batch, result.result());
            } else {
                fail(room, batch, result.cause());
            }
        });
    }

    private void sendNext(RoomId room) {
        send(room, change(room, queue -> {
            queue.answered();
            return queue.next();
        }));
    }

    private ScriptCall call(RoomKeys keys, List<AppendQueue.Waiting> batch) {
        ScriptCall call = script.on(keys)
                .arg("channel", keys.topic())
                .arg("name", keys.room().value())
                .arg("window", dedupe.window().toMillis())
                .arg("most", history.entries())
                .arg("age", history.age().toMillis())
                .arg("interval", interval)
                .arg("burst", limits.messagesBurst())
                .arg("bot_interval", botInterval)
                .arg("bot_burst", limits.keyMessagesBurst())
                .arg("room_bytes", rates.room().perMinute())
                .arg("room_burst", rates.room().burst())
                .arg("traced", contexts(batch));
        for (AppendQueue.Waiting waiting : batch) {
            Entry entry = waiting.entry();
            call.arg("user", entry.user())
                    .arg("cid", entry.cid().value())
                    .arg("what", entry.what())
                    .arg("left_out", entry.leftOut())
                    .arg("of", entry.of())
                    .arg("named", String.join(" ", entry.mentions()))
                    .arg("body", entry.body().before())
                    .arg("content", entry.body().content())
                    .arg("rest", entry.body().after())
                    .arg("names", entry.opening().map(Opening::text).orElse(""))
                    .arg("bytes_wait", waiting.pause());
        }
        return call;
    }

    /// The trace contexts to publish, which each pod's fan-out follows: `<number of entry>:<context> `.
    private static String contexts(List<AppendQueue.Waiting> batch) {
        String contexts = "";
        for (int i = 0; i < batch.size(); i++) {
            Step step = batch.get(i).step();
            if (step != Step.NONE) {
                step.together(batch.size());
                contexts += (i + 1) + ":" + step.context() + " ";
            }
        }
        return contexts;
    }

    /// The next batch is sent before these answers are passed on, and its own only afterwards: it may be
    /// answered meanwhile. What is appended meanwhile waits, since another event loop could overtake this one.
    private void answer(RoomId room, List<AppendQueue.Waiting> batch, Response answers) {
        List<AppendQueue.Waiting> next = change(room, AppendQueue::following);
        if (next.isEmpty()) {
            passOn(room, batch, answers);
            sendNext(room);
        } else {
            Future<Response> answer = store(room, next);
            passOn(room, batch, answers);
            whenAnswered(room, next, answer);
        }
    }

    private void passOn(RoomId room, List<AppendQueue.Waiting> batch, Response answers) {
        for (int i = 0; i < batch.size(); i++) {
            Promise<StoredEntry> promise = batch.get(i).answer();
            try {
                promise.complete(AppendAnswer.read(
                        answers.get(i).toString(), batch.get(i).entry().user(), room, limits));
            } catch (RuntimeException refusal) {
                promise.fail(refusal);
            }
        }
    }

    /// Entries that waited for the failed call fail with it: waiting longer would only delay their failure.
    private void fail(RoomId room, List<AppendQueue.Waiting> batch, Throwable cause) {
        List<AppendQueue.Waiting> unsent = new ArrayList<>();
        change(room, queue -> {
            unsent.addAll(queue.giveUp());
            return List.of();
        });
        fail(batch, Problems.ofSent(cause));
        fail(unsent, Problems.ofUnsent(cause));
        sendNext(room);
    }

    private static void fail(List<AppendQueue.Waiting> entries, Throwable failure) {
        entries.forEach(waiting -> waiting.answer().fail(failure));
    }
}
