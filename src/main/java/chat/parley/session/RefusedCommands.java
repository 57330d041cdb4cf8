package chat.parley.session;

import chat.parley.limits.CommandRate;
import chat.parley.limits.TokenBucket;
import chat.parley.protocol.Command;
import chat.parley.protocol.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The refused commands of one connection: the places reserved for their retries, and whether the client
/// floods. Created with the first refusal, since most connections never have one. Used by one event loop.
///
/// A refused command is given a place: its part of the allowance is reserved, so that it is let through when
/// it is sent again at its `after`, and commands refused one behind the other keep their order (protocol.md
/// section 2). The message rate in the store does the same for each user and room (`append.lua`).
final class RefusedCommands {

    /// How long a place stays valid after its due time. If no place is used for so long the client has given
    /// up, and all of them are freed.
    private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(10);

    /// A queue whose places are not used for so long is abandoned: the client is gone, or sends something
    /// else.
    private static final long ABANDONED_NANOS = TimeUnit.SECONDS.toNanos(2);

    /// Tolerates clocks of clients that run slightly fast.
    private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /// Rounds up to whole milliseconds, but ignores errors of less than a microsecond.
    private static final long ROUND_UP_NANOS = TimeUnit.MICROSECONDS.toNanos(999);

    /// Beyond these no more places are given; later commands are refused until all places are used.
    private static final int MAX_PLACES = 600;
    private static final long LONGEST_MS = TimeUnit.MINUTES.toMillis(2);

    private static final int MAX_ROOMS = 16;

    /// As many as the message rates of a few rooms give places.
    private static final int MAX_PAID = 2_048;

    private final CommandRate rate;
    private final TokenBucket bucket;
    private final Flood flood = new Flood();
    private final RetryPlaces queue = new RetryPlaces();
    private final RetryPlaces paid = new RetryPlaces();
    /// When the last place given is due, when the last one used was due, and when the queue last moved.
    private long given;

    private long taken;
    private long moved;
    private long placed;
    private boolean full;
    private boolean flooded;
    private boolean retrying;
    private final RisingAfter rising = new RisingAfter();
    private final Map<Object, RisingAfter> risingInRooms = new HashMap<>(0);

    /// @param bucket the bucket that the places are taken from
    RefusedCommands(CommandRate rate, TokenBucket bucket) {
        this.rate = rate;
        this.bucket = bucket;
    }

    /// As [Allowance#take].
    ///
    /// @param price the cost, at most the burst
    Optional<Problem> take(long key, int price, long nanoTime, long read) {
        forget(nanoTime);
        retrying = takesPlace(paid, key, nanoTime);
        if (retrying || takesTurn(key, nanoTime)) {
            return Optional.empty();
        }
        if (!waiting() && bucket.take(price, nanoTime)) {
            full = false;
            return Optional.empty();
        }
        int before = queue.size();
        long due = place(key, price, nanoTime);
        long after = TimeUnit.NANOSECONDS.toMillis(due - nanoTime + ROUND_UP_NANOS);
        if (queue.size() > before) {
            after = rising.next(++placed, after, nanoTime);
        }
        flooded = flood.refused(nanoTime, read, nanoTime + TimeUnit.MILLISECONDS.toNanos(after));
        return Optional.of(Problem.rateLimited(
                "expected at most " + rate.perSecond() + " commands a second (" + rate.settings() + ")", after));
    }

    /// As [Allowance#isRetry].
    boolean isRetry() {
        return retrying;
    }

    /// As [Allowance#reserveRetry].
    Problem reserveRetry(Command command, long which, boolean retry, Problem refusal, long nanoTime) {
        long key = CommandKey.of(command);
        long after = refusal.after().orElse(0);
        if (!CommandKey.isEntry(key) || after > LONGEST_MS) {
            return refusal;
        }
        if (paid.size() < MAX_PAID && paid.find(key) < 0) {
            paid.add(key, nanoTime + TimeUnit.MILLISECONDS.toNanos(after));
        }
        return retry
                ? refusal
                : refusal.after(risingIn(CommandKey.room(command), nanoTime).next(which, after, nanoTime));
    }

    private RisingAfter risingIn(Object room, long nanoTime) {
        if (risingInRooms.size() >= MAX_ROOMS) {
            risingInRooms.values().removeIf(entry -> entry.over(nanoTime));
        }
        return risingInRooms.computeIfAbsent(room, _ -> new RisingAfter());
    }

    /// As [Allowance#flooded].
    boolean flooded() {
        return flooded;
    }

    private void forget(long now) {
        if (paid.size() > 0) {
            paid.forgetBefore(now - VALID_NANOS);
        }
        if (queue.size() > 0) {
            queue.forgetBefore(now - VALID_NANOS);
        }
        if (waiting() && now - moved > ABANDONED_NANOS) {
            queue.clear();
            rising.clear();
            bucket.unusedSince(moved, now);
            taken = given;
            full = false;
        }
    }

    private boolean waiting() {
        return given - taken > 0;
    }

    private static boolean takesPlace(RetryPlaces places, long key, long now) {
        int place = key == CommandKey.NONE ? -1 : places.find(key);
        if (place < 0 || places.due(place) - TOLERANCE_NANOS - now > 0) {
            return false;
        }
        places.remove(place);
        return true;
    }

    private boolean takesTurn(long key, long now) {
        int place = key == CommandKey.NONE ? -1 : queue.find(key);
        long due = place < 0 ? 0 : queue.due(place);
        if (!takesPlace(queue, key, now)) {
            return false;
        }
        taken = due - taken > 0 ? due : taken;
        moved = now;
        return true;
    }

    private long place(long key, int price, long now) {
        int had = CommandKey.isEntry(key) ? queue.find(key) : -1;
        if (had >= 0) {
            return queue.due(had);
        }
        if (!waiting()) {
            taken = now;
            given = now;
        }
        long gap = price * TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
        long due = Math.max(bucket.due(price, now) - now, waiting() ? gap : 0) + now;
        if (key == CommandKey.NONE
                || full
                || queue.size() >= MAX_PLACES
                || due - now > TimeUnit.MILLISECONDS.toNanos(LONGEST_MS)) {
            full |= key != CommandKey.NONE;
            return due;
        }
        bucket.book(price, now);
        moved = waiting() ? moved : due;
        given = due - given > 0 ? due : given;
        queue.add(key, due);
        return due;
    }
}
