package chat.parley.bench.server;

import static java.util.stream.Collectors.toList;

import chat.parley.bench.load.Dialect;
import chat.parley.bench.load.Gauge;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// Servers of one kind that share a Redis, up and ready. Each workload gets new room names, since some kinds
/// keep their rooms.
public final class TestBed implements AutoCloseable {
    /// CPU below which nothing is going on any more, in cores.
    private static final double CALM = .05;

    private final String name;
    private final Memory redis;
    private final List<Child> servers;
    private final List<InetSocketAddress> addresses;
    private final Function<String, Dialect> dialect;
    private final boolean java;
    private final Duration grace;
    private final List<JvmGauge> gauges = new ArrayList<>();
    private int works;

    /// @param grace how long a client's disconnection may still cost something
    TestBed(
            String name,
            Memory redis,
            List<Child> servers,
            List<InetSocketAddress> addresses,
            Function<String, Dialect> dialect,
            boolean java,
            Duration grace) {
        this.name = name;
        this.redis = redis;
        this.servers = List.copyOf(servers);
        this.addresses = List.copyOf(addresses);
        this.dialect = dialect;
        this.java = java;
        this.grace = grace;
    }

    public String name() {
        return name;
    }

    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /// For the next workload: rooms that nobody has been in.
    public Dialect dialect() {
        return dialect.apply("bench-" + works++ + "-");
    }

    public int redisPort() {
        return redis.port();
    }

    /// Without Redis.
    public List<Long> servers() {
        return servers.stream().map(Child::pid).toList();
    }

    /// Only Redis: each of its processes.
    public List<Long> redis() {
        return redis.processes();
    }

    /// Everything that a delivery costs: the servers and Redis.
    public List<Long> processes() {
        return Stream.concat(servers().stream(), redis().stream()).collect(toList());
    }

    /// Bytes that the servers have allocated so far; 0 if they are not JVMs.
    public long allocated() {
        return gauges().stream().mapToLong(JvmGauge::allocated).sum();
    }

    /// Bytes on all heaps after a full collection; empty if they are not JVMs.
    public OptionalLong liveHeap() {
        return java
                ? OptionalLong.of(
                        gauges().stream().mapToLong(JvmGauge::liveHeap).sum())
                : OptionalLong.empty();
    }

    private List<JvmGauge> gauges() {
        if (java && gauges.isEmpty()) {
            servers().forEach(pid -> gauges.add(new JvmGauge(pid)));
        }
        return gauges;
    }

    /// Waits until the servers have cleaned up after the disconnected clients.
    public void calm() {
        Child.pause(grace.toMillis());
        Optional<Double> before = Optional.empty();
        for (int seconds = 0; seconds < 20; seconds++) {
            double now = Gauge.of(processes()).cpu();
            if (before.isPresent() && now - before.get() < CALM) {
                return;
            }
            before = Optional.of(now);
            Child.pause(1000);
        }
    }

    @Override
    public void close() {
        gauges.forEach(JvmGauge::close);
        servers.forEach(Child::close);
        redis.end().run();
    }
}
