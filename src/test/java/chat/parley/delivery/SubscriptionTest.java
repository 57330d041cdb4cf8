package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.Unread;
import chat.parley.protocol.User;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The place of the `unread` event among the log events of one session (protocol.md section 5).
final class SubscriptionTest {
    private static final RoomId ROOM = new RoomId("room");

    private final TestSubscriber subscriber = TestSubscriber.inPlace(new User("u".repeat(20), "Ada"), ROOM);
    private final Subscription subscription = subscriber.subscription();

    SubscriptionTest() {
        subscription.open(0);
    }

    @Test
    void readEventWaitsForTheMessagesItCounted() {
        reads(2, 3);
        assertHeard();
        says(1, 2);
        says(3, 4);
        assertHeard("1", "2", "3", "read 2", "4");
    }

    @Test
    void readEventIsDeliveredAtOnceAfterItsMessages() {
        says(1, 3);
        reads(2, 3);
        reads(3, 3);
        assertHeard("1", "2", "3", "read 2", "read 3");
    }

    @Test
    void knownReadPositionIsNotDeliveredAgain() {
        says(1, 3);
        reads(2, 3);
        reads(2, 3);
        subscription.hasRead(3);
        reads(3, 4);
        says(4, 4);
        assertHeard("1", "2", "3", "read 2", "4");
    }

    @Test
    void readingFurtherDropsPendingReadEvents() {
        reads(1, 2);
        says(1, 1);
        subscription.hasRead(9_000_000_000_000_000L);
        says(2, 2);
        reads(2, 2);
        assertHeard("1", "2", "read 2");
    }

    @Test
    void overtakenCountIsRepeatedBeforeFurtherMessages() {
        says(1, 5);
        reads(2, 3);
        assertEquals(List.of("count"), subscriber.told());
        says(6, 7);
        assertHeard("1", "2", "3", "4", "5");
        subscription.counted(read(2, 6));
        says(8, 8);
        assertHeard("1", "2", "3", "4", "5", "6", "read 2", "7", "8");
    }

    @Test
    void laterCountReplacesAnOvertakenOne() {
        subscription.shut();
        reads(1, 2);
        reads(2, 4);
        subscription.open(4);
        assertHeard("read 2");
        assertEquals(List.of(), subscriber.told());
    }

    @Test
    void sleepingSubscriptionGetsReadEventsAtOnce() {
        subscription.sleep();
        reads(2, 7);
        assertHeard("read 2");
    }

    private void says(long from, long to) {
        Publication publication = Publication.of(LongStream.rangeClosed(from, to)
                .mapToObj(seq -> LogEvent.behind(seq, Long.toString(seq).getBytes(StandardCharsets.UTF_8)))
                .toList());
        subscription.deliver(publication);
        publication.frames().release();
    }

    private void reads(long seq, long at) {
        subscription.readElsewhere(read(seq, at));
    }

    private static ReadElsewhere read(long seq, long at) {
        return new ReadElsewhere(new Unread(seq, 0, 0), at, false, "read " + seq);
    }

    private void assertHeard(String... expected) {
        assertEquals(List.of(expected), subscriber.heard());
    }
}
