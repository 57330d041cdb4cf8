package chat.parley.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// What becomes of the connections to the store's servers. Thread-safe.
final class StoreLinks {
    private final List<Consumer<String>> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, String> troubles = new ConcurrentHashMap<>();

    /// Is told each server, `""` for the one Redis, to which there is a new connection.
    void whenConnected(Consumer<String> watcher) {
        watchers.add(watcher);
    }

    /// Whether there was trouble with it before.
    boolean connected(String server) {
        boolean trouble = troubles.remove(server) != null;
        watchers.forEach(watcher -> watcher.accept(server));
        return trouble;
    }

    /// Whether there was no trouble with it before.
    ///
    /// @param why the last attempt to connect failed
    boolean unreachable(String server, String why) {
        return troubles.put(server, why) == null;
    }

    /// It is of no interest any more.
    void left(String server) {
        troubles.remove(server);
    }

    /// Why there is no connection to one of them; empty while there is one to each.
    Optional<String> trouble() {
        return troubles.values().stream().findFirst();
    }
}
