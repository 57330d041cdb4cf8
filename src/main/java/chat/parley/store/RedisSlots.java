package chat.parley.store;

import io.vertx.redis.client.Response;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which master of a cluster has which slot, as one of its nodes told it. Nodes are `host:port`, where `host` is what
/// the cluster announces.
public final class RedisSlots {
    private final @Nullable String[] masters;
    private final Set<String> nodes;

    private RedisSlots(@Nullable String[] masters, Set<String> nodes) {
        this.masters = masters;
        this.nodes = nodes;
    }

    /// Reads the answer to CLUSTER SLOTS.
    ///
    /// @param asked the node that gave it: where the answer names no host it means this one's
    static RedisSlots read(Response ranges, String asked) {
        @Nullable String[] masters = new @Nullable String[Slot.COUNT];
        Set<String> nodes = new LinkedHashSet<>();
        for (Response range : ranges) {
            String master = node(range.get(2), asked);
            for (int slot = range.get(0).toInteger(); slot <= range.get(1).toInteger(); slot++) {
                masters[slot] = master;
            }
            for (int i = 2; i < range.size(); i++) {
                nodes.add(node(range.get(i), asked));
            }
        }
        return new RedisSlots(masters, nodes);
    }

    private static String node(Response node, String asked) {
        Response host = node.get(0);
        return node((host == null ? "" : host.toString()) + ":" + node.get(1), asked);
    }

    private static String host(String node) {
        return node.substring(0, node.lastIndexOf(':'));
    }

    /// A node as another one names it; without a host it is that of who does.
    static String node(String told, String by) {
        int colon = told.lastIndexOf(':');
        String host = told.substring(0, colon);
        return host.isEmpty() || host.equals("?")
                ? host(by) + told.substring(colon)
                : (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + told.substring(colon);
    }

    /// Who has the slot; empty when nobody does.
    public Optional<String> master(int slot) {
        return Optional.ofNullable(masters[slot]);
    }

    /// Every master that has a slot.
    public Set<String> masters() {
        Set<String> all = new LinkedHashSet<>();
        for (String master : masters) {
            if (master != null) {
                all.add(master);
            }
        }
        return all;
    }

    /// What stands between braces in keys that this master has.
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

    /// The same, but for one slot that somebody else has.
    RedisSlots moved(int slot, String master) {
        @Nullable String[] now = masters.clone();
        now[slot] = master;
        Set<String> all = new LinkedHashSet<>(nodes);
        all.add(master);
        return new RedisSlots(now, all);
    }
}
