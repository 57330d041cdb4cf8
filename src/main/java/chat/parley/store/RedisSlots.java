package chat.parley.store;

import io.vertx.redis.client.Response;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which master of a cluster owns which slot, according to one of its nodes. Nodes are `host:port`, where
/// `host` is what the cluster announces.
public final class RedisSlots {
    private final @Nullable String[] masters;
    private final Set<String> nodes;

    private RedisSlots(@Nullable String[] masters, Set<String> nodes) {
        this.masters = masters;
        this.nodes = nodes;
    }

    /// Reads the answer to CLUSTER SLOTS.
    ///
    /// @param source the node that gave the answer; an answer without a host means this node's host
    static RedisSlots read(Response ranges, String source) {
        @Nullable String[] masters = new @Nullable String[Slot.COUNT];
        Set<String> nodes = new LinkedHashSet<>();
        for (Response range : ranges) {
            String master = node(range.get(2), source);
            for (int slot = range.get(0).toInteger(); slot <= range.get(1).toInteger(); slot++) {
                masters[slot] = master;
            }
            for (int i = 2; i < range.size(); i++) {
                nodes.add(node(range.get(i), source));
            }
        }
        return new RedisSlots(masters, nodes);
    }

    private static String node(Response node, String source) {
        Response host = node.get(0);
        return node((host == null ? "" : host.toString()) + ":" + node.get(1), source);
    }

    private static String host(String node) {
        return node.substring(0, node.lastIndexOf(':'));
    }

    /// A node's address as another node reports it; a missing host is the reporting node's.
    static String node(String reported, String reporter) {
        int colon = reported.lastIndexOf(':');
        String host = reported.substring(0, colon);
        return host.isEmpty() || host.equals("?")
                ? host(reporter) + reported.substring(colon)
                : (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + reported.substring(colon);
    }

    /// The slot's master; empty if it has none.
    public Optional<String> master(int slot) {
        return Optional.ofNullable(masters[slot]);
    }

    /// All masters that own slots.
    public Set<String> masters() {
        Set<String> all = new LinkedHashSet<>();
        for (String master : masters) {
            if (master != null) {
                all.add(master);
            }
        }
        return all;
    }

    /// A hash tag that maps to a slot of this master.
    String tagAt(String master) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(Integer::toString)
                .filter(tag -> master.equals(masters[Slot.of(tag)]))
                .findFirst()
                .orElseThrow();
    }

    /// Masters and replicas.
    Set<String> nodes() {
        return nodes;
    }

    /// A copy in which this master owns the slot.
    RedisSlots moved(int slot, String master) {
        @Nullable String[] updated = masters.clone();
        updated[slot] = master;
        Set<String> all = new LinkedHashSet<>(nodes);
        all.add(master);
        return new RedisSlots(updated, all);
    }
}
