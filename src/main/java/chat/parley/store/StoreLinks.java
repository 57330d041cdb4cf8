package chat.parley.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The state of the connections to the store's servers. Thread-safe.
final class StoreLinks {
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    /// Calls `watcher` whenever all connections to a server are open again, with the server; `""` is the
    /// single Redis.
    void whenConnected(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    /// Whether the server was unreachable before.
    boolean connected(String server) {
        boolean trouble = troubles.remove(server) != null;
        watchers.forEach(watcher -> watcher.accept(server));
        return trouble;
    }

    /// Whether the server was reachable before.
    ///
    /// @param why the last attempt to connect failed
    boolean unreachable(String server, String why) {
        return troubles.put(server, why) == null;
    }

    /// Forgets a server that is no longer used.
    void left(String server) {
        troubles.remove(server);
    }

    /// Why one of the servers is unreachable; empty if all are reachable.
    Optional<String> trouble() {
        return troubles.values().stream().findFirst();
    }
}
