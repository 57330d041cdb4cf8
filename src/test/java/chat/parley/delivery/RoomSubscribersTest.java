package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session whose turn comes late, while its subscription is opened, paused and skipped.
class RoomSubscribersTest {

    private static final RoomId ROOM = new RoomId("room");

    private final RoomSubscribers room = new RoomSubscribers(ROOM);
    private final TestSubscriber late = TestSubscriber.late(new User("aaaaaaaaaaaaaaaaaaaa", "Late"), ROOM);
    private final TestSubscriber other = TestSubscriber.late(new User("bbbbbbbbbbbbbbbbbbbb", "Other"), ROOM);
    private final List<ByteBuf> published = new ArrayList<>();

    @BeforeEach
    void bothSubscribe() {
        for (TestSubscriber subscriber : List.of(late, other)) {
            room.add(subscriber.subscription());
            subscriber.subscription().open(0);
        }
    }

    @AfterEach
    void nothingElseWasDelivered() {
        for (TestSubscriber subscriber : List.of(late, other)) {
            assertEquals(List.of(), subscriber.passing());
            assertEquals(List.of(), subscriber.renewals());
            assertEquals(List.of(), subscriber.told());
        }
    }

    private void says(String leftOut, long... seqs) {
        List<LogEvent> events = Arrays.stream(seqs)
                .mapToObj(seq -> {
                    byte[] text = ("m" + seq).getBytes(StandardCharsets.UTF_8);
                    return new LogEvent(seq, leftOut, text, 0, text.length);
                })
                .toList();
        Publication publication = Publication.of(events);
        published.add(publication.frames());
        room.deliver(publication);
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(seq -> "m" + seq).toList();
    }

    @Test
    void messagesBeforeTheTurnAreDeliveredInOnePiece() {
        says("", 1);
        says("", 2, 3);
        says("", 4);
        assertEquals(List.of(), late.heard());
        late.turn();
        assertEquals(1, late.pieces());
        assertEquals(messages(1, 4), late.heard());
    }

    @Test
    void excludedSubscriberReceivesTheOtherMessagesOnce() {
        says("", 1);
        says(late.session(), 2);
        says("", 3);
        late.turn();
        other.turn();
        assertEquals(List.of("m1", "m3"), late.heard());
        assertEquals(messages(1, 3), other.heard());
    }

    @Test
    void messagesHeldByAClosedSubscriptionArriveOnceAndInOrder() {
        says("", 1);
        late.subscription().shut();
        says("", 2);
        says("", 3);
        late.subscription().open(2);
        says("", 4);
        late.turn();
        assertEquals(List.of("m1", "m3", "m4"), late.heard());
    }

    @Test
    void sleepingSubscriberSkipsMessagesOfThatTime() {
        says("", 1);
        late.subscription().sleep();
        says("", 2);
        late.subscription().open(2);
        says("", 3);
        late.turn();
        assertEquals(List.of("m1", "m3"), late.heard());
    }

    @Test
    void unsubscribingBeforeTheTurnReleasesPendingMessages() {
        says("", 1);
        says("", 2);
        room.remove(late.subscription());
        late.turn();
        other.turn();
        assertEquals(messages(1, 2), late.heard(), "it was said before they unsubscribed");
        says("", 3);
        late.turn();
        other.turn();
        assertEquals(messages(1, 2), late.heard());
        assertEquals(0, published.stream().filter(frames -> frames.refCnt() > 0).count());
    }
}
