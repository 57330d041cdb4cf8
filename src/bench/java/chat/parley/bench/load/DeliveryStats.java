package chat.parley.bench.load;

import java.util.Arrays;

/// Counts published and received messages. Only messages stamped within the window count as published,
/// expected, received, and for latency; deliveries in the window are counted by their arrival, as CPU is.
/// Times are microseconds. Allocates nothing for a delivery.
final class DeliveryStats {
    final Histogram latency = new Histogram();
    private final Histogram[] byAddress;
    private final long[] lastStamp;

    private long begin = Long.MAX_VALUE;
    private long end = Long.MAX_VALUE;

    long published;
    long expected;
    long received;
    long inWindow;
    long duplicates;
    long outOfOrder;
    long expectedInAll;
    long receivedInAll;
    long lastArrival;

    DeliveryStats(int clients, int addresses) {
        lastStamp = new long[clients];
        byAddress = new Histogram[addresses];
        Arrays.setAll(byAddress, address -> new Histogram());
    }

    void window(long begin, long end) {
        if (end <= begin) {
            throw new IllegalArgumentException("expected a window that ends after %d, got %d".formatted(begin, end));
        }
        this.begin = begin;
        this.end = end;
    }

    private boolean counts(long at) {
        return at >= begin && at < end;
    }

    Histogram atAddress(int address) {
        return byAddress[address];
    }

    /// One message was sent that this many clients should receive.
    void published(long stamp, int hearers) {
        expectedInAll += hearers;
        if (counts(stamp)) {
            published++;
            expected += hearers;
        }
    }

    /// One message reached a client. A second arrival is a duplicate and hides no loss.
    void arrived(int client, int address, long stamp, long now) {
        lastArrival = now;
        boolean counts = counts(stamp);
        long last = lastStamp[client];
        if (stamp == last) {
            duplicates += counts ? 1 : 0;
            return;
        }
        if (stamp < last) {
            outOfOrder += counts ? 1 : 0;
        } else {
            lastStamp[client] = stamp;
        }
        receivedInAll++;
        inWindow += counts(now) ? 1 : 0;
        if (counts) {
            received++;
            long micros = Math.max(0, now - stamp);
            latency.add(micros);
            byAddress[address].add(micros);
        }
    }

    long outstanding() {
        return Math.max(0, expectedInAll - receivedInAll);
    }

    /// Outstanding deliveries will not arrive any more.
    void giveUp() {
        expectedInAll = receivedInAll;
    }
}
