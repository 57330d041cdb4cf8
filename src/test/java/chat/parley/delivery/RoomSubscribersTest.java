package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A session whose turn comes late, while its subscription is opened, paused and skipped.
class RoomSubscribersTest {

    private static final RoomId ROOM = new RoomId("row");

    private final RoomSubscribers row = new RoomSubscribers(ROOM);
    private final LateSubscriber late = new LateSubscriber(new User("aaaaaaaaaaaaaaaaaaaa", "Late"));
    private final LateSubscriber other = new LateSubscriber(new User("bbbbbbbbbbbbbbbbbbbb", "Other"));
    private final Subscription seat = new Subscription(ROOM, late);

    @BeforeEach
    void sit() {
        Subscription another = new Subscription(ROOM, other);
        row.add(seat);
        row.add(another);
        seat.open(0);
        another.open(0);
    }

    private void says(String leftOut, long... seqs) {
        List<LogEvent> lines = Arrays.stream(seqs)
                .mapToObj(seq -> {
                    byte[] text = ("m" + seq).getBytes(StandardCharsets.UTF_8);
                    return new LogEvent(seq, leftOut, text, 0, text.length);
                })
                .toList();
        Publication publication = Publication.of(lines);
        ByteBuf frames = publication.frames();
        row.deliver(publication);
        late.uses(frames);
    }

    private static List<String> messages(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(seq -> "m" + seq).toList();
    }

    @Test
    void whatComesBeforeTheTurnIsTakenAtOnce() {
        says("", 1);
        says("", 2, 3);
        says("", 4);
        assertEquals(List.of(), late.heard());
        late.turn();
        assertEquals(1, late.pieces());
        assertEquals(messages(1, 4), late.heard());
    }

    @Test
    void whoIsLeftOutHearsTheRestOnce() {
        says("", 1);
        says(late.session(), 2);
        says("", 3);
        late.turn();
        other.turn();
        assertEquals(List.of("m1", "m3"), late.heard());
        assertEquals(messages(1, 3), other.heard());
    }

    @Test
    void whatWaitedBehindAShutSeatComesOnceAndInItsPlace() {
        says("", 1);
        seat.shut();
        says("", 2);
        says("", 3);
        seat.open(2);
        says("", 4);
        late.turn();
        assertEquals(List.of("m1", "m3", "m4"), late.heard());
    }

    @Test
    void whoSleptDoesNotHearWhatWasSaidMeanwhile() {
        says("", 1);
        seat.sleep();
        says("", 2);
        seat.open(2);
        says("", 3);
        late.turn();
        assertEquals(List.of("m1", "m3"), late.heard());
    }

    @Test
    void whoLeavesBeforeTheTurnFreesWhatWaited() {
        says("", 1);
        says("", 2);
        row.remove(seat);
        late.turn();
        other.turn();
        assertEquals(messages(1, 2), late.heard(), "it was said while he sat here");
        says("", 3);
        late.turn();
        other.turn();
        assertEquals(messages(1, 2), late.heard());
        assertEquals(0, late.stillUsed());
    }
}
