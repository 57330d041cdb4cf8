package chat.parley.bench.load;

/// When messages are published.
public sealed interface Pace {

    /// So many in a second, in all, whether the server keeps up or not. Latency counts from the time a message was due,
    /// so that a server that stalls is seen to.
    record Rate(double perSecond) implements Pace {
        public Rate {
            if (!(perSecond > 0)) {
                throw new IllegalArgumentException("--rate: messages a second above 0 were expected, not " + perSecond);
            }
        }
    }

    /// So many under way, in all: the next goes out when the deliveries outstanding are fewer than those of so many
    /// messages, so nothing can pile up in the server.
    record Closed(int underWay) implements Pace {
        public Closed {
            if (underWay < 1) {
                throw new IllegalArgumentException("--closed: at least 1 message was expected, not " + underWay);
            }
        }
    }

    /// Nothing: the connections are held.
    record Idle() implements Pace {}
}
