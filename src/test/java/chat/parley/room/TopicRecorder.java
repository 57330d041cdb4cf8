package chat.parley.room;

import static chat.parley.kit.Store.result;

import chat.parley.backplane.RedisBackplane;
import chat.parley.delivery.RoomMessage;
import chat.parley.kit.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// Receives everything that is published on a topic, as every pod does.
public final class TopicRecorder implements AutoCloseable {
    private final List<byte[]> heard = new CopyOnWriteArrayList<>();
    private final RedisBackplane backplane;

    public TopicRecorder(Store store, String topic) {
        backplane = store.backplane();
        result(backplane.subscribe(topic, heard::add));
    }

    /// Waits until something matching arrives.
    public void until(Predicate<String> fits) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> lines().stream().anyMatch(fits));
    }

    /// Everything received so far, as text.
    public List<String> lines() {
        return heard.stream()
                .map(text -> new String(text, StandardCharsets.UTF_8))
                .toList();
    }

    public List<RoomMessage> texts() {
        return heard.stream().map(RoomMessage::read).flatMap(Optional::stream).toList();
    }

    @Override
    public void close() {
        backplane.close();
    }
}
