package chat.parley.reader;

import chat.parley.history.RedisAppend;
import chat.parley.kit.Store;
import chat.parley.presence.Pod;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.ShutdownEvent;
import java.util.List;

/// The readers of one pod, without the application.
public final class HandMadeReaders implements AutoCloseable {
    private final LogReaders readers;

    public HandMadeReaders(Store store, RedisAppend append, Pod pod, LogConsumer consumer) {
        readers = new LogReaders(
                store.vertx(),
                store.store(),
                new RedisEntries(store.store()),
                append,
                pod,
                new StoreClock(),
                _ -> {},
                List.of(consumer));
        readers.open();
    }

    /// The orderly end of the pod.
    @Override
    public void close() {
        readers.ended(new ShutdownEvent());
    }
}
