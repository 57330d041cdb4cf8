package chat.parley.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.BodyParts;
import chat.parley.protocol.Cid;
import chat.parley.trace.Step;
import io.vertx.core.Promise;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How many messages go into one call of the append script.
final class AppendQueueTest {
    private final AppendQueue queue = new AppendQueue();

    private void waits(int count, int bytes, int mentions) {
        Entry entry = new Entry(
                "ada",
                new Cid("c"),
                "",
                Optional.empty(),
                Collections.nCopies(mentions, "grace"),
                new BodyParts("x".repeat(bytes), "", ""));
        for (int i = 0; i < count; i++) {
            queue.add(new AppendQueue.Waiting(entry, 0, Step.NONE, Promise.promise()));
        }
    }

    private int next() {
        queue.answered();
        return queue.next().size();
    }

    @Test
    void shortMessagesAreBatchedBySixtyFour() {
        waits(150, 200, 0);
        assertEquals(List.of(64, 64, 22, 0), List.of(next(), next(), next(), next()));
    }

    @Test
    void largeMessagesAndMentionsMakeSmallerBatches() {
        waits(10, 16_000, 0);
        assertEquals(List.of(4, 4, 2), List.of(next(), next(), next()));
        waits(10, 200, 20);
        assertEquals(List.of(5, 5), List.of(next(), next()));
    }

    @Test
    void singleMessageIsSentHoweverLarge() {
        waits(2, 100_000, 20);
        assertEquals(List.of(1, 1, 0), List.of(next(), next(), next()));
    }
}
