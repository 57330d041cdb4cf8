package chat.parley.reader;

import chat.parley.protocol.RoomId;
import chat.parley.store.StoreClock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Reads the logs of this pod's share of the rooms for one consumer. It asks every room on the list, the busy ones
/// often and the quiet ones every few seconds, and takes from the list what has been quiet for long. A few rooms are
/// read at once, each part limited in entries and bytes, so what is held does not grow with the rooms. Confined to an
/// event loop of its own.
final class LogReader {

    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final long RENEW_MS = 1_000;
    /// Rooms of which nobody said that something is added to them are found by reading the whole list.
    private static final int WHOLE_LIST_EVERY = 10;
    private static final long PUMP_MS = 100;
    /// Rooms read at once.
    private static final int AT_ONCE = 3;
    /// One part of a log.
    private static final int MOST = 256;

    private static final int BYTES = 256 << 10;
    /// Clocks of calls that overlap differ by less.
    private static final long OVERLAP_MS = 2_000;
    /// A room is listed again long before.
    static final long QUIET_MS = 5 * ListedRooms.FRESH_MS;

    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 15_000;

    private static final long NANOS = 1_000_000;
    /// Before every time.
    private static final long EVER = 0;

    private final LogConsumer consumer;
    private final RedisReaders readers;
    private final RedisEntries entries;
    private final StoreClock clock;
    private final ContextInternal context;
    private final Map<RoomId, Progress> rooms = new HashMap<>();
    private BitSet shards = new BitSet();
    private long since = EVER;
    private long latest;
    private int renewals;
    private boolean renewing;
    private boolean listing;
    private boolean preparing;
    private boolean ready;
    private boolean ended;
    private int reading;
    private long pause = FIRST_PAUSE_MS;
    private long resume = System.nanoTime();
    /// Since when nothing can be taken, by the monotonic clock; 0 while something can.
    private long failing;

    LogReader(
            LogConsumer consumer,
            RedisReaders readers,
            RedisEntries entries,
            StoreClock clock,
            ContextInternal context) {
        this.consumer = consumer;
        this.readers = readers;
        this.entries = entries;
        this.clock = clock;
        this.context = context;
    }

    void open() {
        context.runOnContext(_ -> {
            renew();
            context.setPeriodic(RENEW_MS, _ -> renew());
            context.setPeriodic(PUMP_MS, _ -> pump());
        });
    }

    /// Hands its rooms over to the other pods.
    void end() {
        context.emit(_ -> {
            ended = true;
            rooms.clear();
            readers.end().onFailure(failure -> LOG.debugf("Cannot give up logs: %s", failure.getMessage()));
        });
    }

    /// The store may have lost the list.
    void readAll() {
        context.emit(_ -> since = EVER);
    }

    private void renew() {
        consumer.behind(behind());
        if (renewing || ended) {
            return;
        }
        renewing = true;
        readers.renew(since).onComplete(result -> context.emit(result, this::renewed));
    }

    private void renewed(AsyncResult<RedisReaders.Share> result) {
        renewing = false;
        if (result.failed() || ended) {
            return;
        }
        RedisReaders.Share share = result.result();
        BitSet gained = (BitSet) share.shards().clone();
        gained.andNot(shards);
        shards = share.shards();
        rooms.values().removeIf(one -> !one.reading && !mine(one.room));
        share.listed().forEach(this::listed);
        boolean regular = ++renewals % WHOLE_LIST_EVERY == 0;
        if (regular || !gained.isEmpty() || !share.whole() || share.time() < latest || since == EVER) {
            listAll("0");
        }
        latest = share.time();
        since = share.time() - OVERLAP_MS;
    }

    private void listAll(String cursor) {
        if (listing && cursor.equals("0")) {
            return;
        }
        listing = true;
        readers.listed(cursor)
                .onComplete(result -> context.emit(result, done -> {
                    listing = false;
                    if (done.failed()) {
                        since = EVER;
                        return;
                    }
                    done.result().rooms().forEach(this::listed);
                    if (!done.result().cursor().equals("0")) {
                        listAll(done.result().cursor());
                    }
                }));
    }

    private boolean mine(RoomId room) {
        return shards.get(RedisReaders.shard(room));
    }

    private void listed(RoomId room, long time) {
        if (!mine(room)) {
            return;
        }
        Progress known = rooms.get(room);
        if (known == null) {
            rooms.put(room, new Progress(room, time, System.nanoTime()));
        } else if (time > known.listed) {
            known.listed = time;
        }
    }

    private long behind() {
        long now = clock.millis();
        long oldest = rooms.values().stream()
                .filter(one -> one.waiting > 0)
                .mapToLong(one -> one.waiting)
                .min()
                .orElse(now);
        long stuck = failing == 0 ? 0 : (System.nanoTime() - failing) / NANOS;
        return Math.max(0, Math.max(now - oldest, stuck));
    }

    /// Reads the rooms that have waited longest.
    private void pump() {
        long now = System.nanoTime();
        if (ended || resume - now > 0 || reading >= AT_ONCE || (rooms.isEmpty() && ready)) {
            return;
        }
        if (!ready) {
            prepare();
            return;
        }
        List<Progress> due = new ArrayList<>();
        for (Progress one : rooms.values()) {
            if (!one.reading && one.due - now <= 0) {
                due.add(one);
            }
        }
        due.sort(Comparator.comparingLong(one -> one.due - now));
        for (Progress one : due) {
            if (reading >= AT_ONCE) {
                break;
            }
            start(one);
        }
    }

    private void prepare() {
        if (preparing) {
            return;
        }
        preparing = true;
        consumer.ready()
                .onComplete(result -> context.emit(result, done -> {
                    preparing = false;
                    ready = done.succeeded();
                    if (done.failed()) {
                        rest(done.cause());
                    }
                }));
    }

    private void start(Progress one) {
        one.reading = true;
        reading++;
        step(one)
                .onComplete(result -> context.emit(result, done -> {
                    one.reading = false;
                    reading--;
                    long now = System.nanoTime();
                    if (done.succeeded()) {
                        failing = 0;
                        pause = FIRST_PAUSE_MS;
                    } else {
                        one.restart();
                        one.sick(now);
                        rest(done.cause());
                    }
                    if (!mine(one.room)) {
                        rooms.remove(one.room, one);
                    }
                    pump();
                }));
    }

    /// What the consumer needs may be away: nothing is tried for a while.
    private void rest(Throwable failure) {
        long now = System.nanoTime();
        if (failing == 0) {
            failing = now;
        }
        ready = false;
        resume = now + pause * NANOS;
        pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
        consumer.failed(failure);
    }

    private Future<Void> step(Progress one) {
        RoomLog log = one.log;
        if (log == null) {
            return entries.after(one.room, 0, 0, 0)
                    .compose(found -> found.isEmpty()
                            ? onLoop(() -> absent(one))
                            : consumer.cursor(found.get().log())
                                    .compose(seq -> onLoop(() -> {
                                        one.log = found.get().log();
                                        one.seq = seq;
                                        one.healed = seq == 0 ? found.get().head() : 0;
                                        one.due = System.nanoTime();
                                        return Future.succeededFuture();
                                    })));
        }
        return entries.after(one.room, one.seq, MOST, BYTES)
                .compose(found -> onLoop(() -> found.isEmpty() ? absent(one) : read(one, log, found.get())));
    }

    /// Continues on this reader's event loop, to which everything here belongs.
    private Future<Void> onLoop(Supplier<Future<Void>> then) {
        Promise<Void> done = context.promise();
        context.emit(_ -> then.get().onComplete(done));
        return done.future();
    }

    private Future<Void> read(Progress one, RoomLog log, LogPart part) {
        if (!part.log().equals(log)) {
            one.restart();
            one.again(System.nanoTime());
            return Future.succeededFuture();
        }
        Optional<EpochEnd> lost = part.lostEnd(one.seq);
        if (lost.isPresent() || one.seq > part.head()) {
            EpochEnd end = lost.orElse(new EpochEnd(part.head(), one.seq));
            return consumer.lost(log, end).compose(_ -> onLoop(() -> fromTheStart(one, part)));
        }
        long expected = part.expected(one.seq);
        boolean trimmed = one.seq > 0 && expected <= part.head() && (part.oldest() > expected || part.oldest() == 0);
        if (trimmed) {
            long upTo = part.oldest() == 0 ? part.head() : part.oldest() - 1;
            return consumer.missed(log, new LogGap(expected, upTo)).compose(_ -> onLoop(() -> from(one, part, upTo)));
        }
        // Changes to messages that were taken are gone from the log, but not from the messages.
        if (one.seq > 0 && part.swept() > Math.max(one.seq, one.healed)) {
            return fromTheStart(one, part);
        }
        return take(one, part);
    }

    private Future<Void> fromTheStart(Progress one, LogPart part) {
        return from(one, part, 0);
    }

    /// Goes on from a seq before everything that the log has, so that it is read whole.
    private Future<Void> from(Progress one, LogPart part, long seq) {
        one.seq = seq;
        one.healed = part.head();
        one.again(System.nanoTime());
        return Future.succeededFuture();
    }

    private Future<Void> take(Progress one, LogPart part) {
        if (part.entries().isEmpty()) {
            one.waiting = 0;
            return quiet(one, part.time());
        }
        one.waiting = part.entries().getFirst().at();
        long end = part.end(one.seq);
        return consumer.take(part, end)
                .compose(_ -> onLoop(() -> {
                    one.seq = end;
                    if (part.more()) {
                        one.waiting = part.entries().getLast().at();
                        one.again(System.nanoTime());
                    } else {
                        one.waiting = 0;
                        one.soon(System.nanoTime());
                    }
                    return Future.succeededFuture();
                }));
    }

    /// It has ended, or does not exist yet.
    private Future<Void> absent(Progress one) {
        one.restart();
        return quiet(one, clock.millis());
    }

    /// There is nothing to read. The room is on the list again before anything is added to it.
    private Future<Void> quiet(Progress one, long time) {
        one.quiet(System.nanoTime(), rooms.size());
        if (time - one.listed <= QUIET_MS) {
            return Future.succeededFuture();
        }
        return readers.forget(one.room, one.listed)
                .compose(forgotten -> onLoop(() -> {
                    if (forgotten) {
                        rooms.remove(one.room, one);
                    } else {
                        one.listed = clock.millis();
                    }
                    return Future.succeededFuture();
                }));
    }
}
