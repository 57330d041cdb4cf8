package chat.parley.bench.load;

/// When messages are published.
public sealed interface Pace {

    /// This many per second in all, whether the server keeps up or not. Latency counts from the time a
    /// message was due, so that it shows a server that stalls.
    record Rate(double perSecond) implements Pace {
        public Rate {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("--rate: expected messages a second above 0, got " + perSecond);
            }
        }
    }

    /// This many in flight in all: the next is sent when the outstanding deliveries are fewer than those of
    /// this many messages, so nothing can pile up in the server.
    record Closed(int underWay) implements Pace {
        public Closed {
            if (underWay < 1) {
                throw new IllegalArgumentException("--closed: expected at least 1 message, got " + underWay);
            }
        }
    }

    /// Nothing: the connections are only held open.
    record Idle() implements Pace {}
}
