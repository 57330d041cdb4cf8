package chat.parley.bench.server;

import chat.parley.dev.OwnCluster;
import chat.parley.dev.OwnRedis;
import java.util.List;

/// The store that the servers of a test bed share: one Redis, or a cluster.
/// @param port of one of its nodes
/// @param end ends it
record Memory(int port, List<Long> processes, Runnable end) {
    static Memory of(OwnRedis redis) {
        long process = redis.info("server", "process_id").map(Long::parseLong).orElseThrow();
        return new Memory(redis.port(), List.of(process), redis::close);
    }

    static Memory of(OwnCluster cluster) {
        return new Memory(cluster.masters().getFirst(), cluster.processes(), cluster::close);
    }
}
