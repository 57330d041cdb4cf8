package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Consecutive frames, of which each session takes a part.
class BroadcastBufferTest {

    private static final int MORE_THAN_ONE_BUFFER = 70_000;

    private static ByteBuf frames(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static String read(ByteBuf piece) {
        String text = piece.toString(StandardCharsets.UTF_8);
        piece.release();
        return text;
    }

    @Test
    void slowSubscriberTakesItsRangeInOnePiece() {
        BroadcastBuffer buffer = new BroadcastBuffer(frames("one "));
        assertSame(buffer, buffer.followedBy(frames("two ")));
        assertSame(buffer, buffer.followedBy(frames("three")));
        assertEquals("one two three", read(buffer.piece(0, buffer.end())));
        assertEquals("two ", read(buffer.piece(4, 8)));
    }

    @Test
    void bufferSharedWithOtherLoopsIsNotModified() {
        ByteBuf shared = frames("shared");
        BroadcastBuffer buffer = new BroadcastBuffer(shared.retain());
        buffer.followedBy(frames(" and more"));
        assertEquals("shared", read(shared));
        assertEquals("shared and more", read(buffer.piece(0, buffer.end())));
    }

    @Test
    void unsentRangeSpansBuffers() {
        String large = "x".repeat(MORE_THAN_ONE_BUFFER);
        UnsentRange overdue = new UnsentRange();
        BroadcastBuffer first = new BroadcastBuffer(frames("first"));
        overdue.add(first, 3);
        BroadcastBuffer second = first.followedBy(frames(large));
        overdue.add(second, 0);
        BroadcastBuffer third = second.followedBy(frames("third"));
        overdue.add(third, 0);
        third.followedBy(frames("not heard"));
        StringBuilder heard = new StringBuilder();
        while (!overdue.isEmpty()) {
            heard.append(read(overdue.take()));
        }
        assertEquals("st" + large + "third", heard.toString());
    }

    @Test
    void bufferTakenByAllSubscribersIsReleased() {
        ByteBuf frames = frames("first");
        ByteBuf large = frames("x".repeat(MORE_THAN_ONE_BUFFER));
        BroadcastBuffer first = new BroadcastBuffer(frames);
        BroadcastBuffer second = first.followedBy(large);
        second.release();
        assertEquals(1, large.refCnt(), "who stands on the first reads on here");
        first.release();
        assertEquals(0, frames.refCnt());
        assertEquals(0, large.refCnt());
        BroadcastBuffer fresh = second.followedBy(frames("fresh"));
        assertEquals("fresh", read(fresh.piece(0, fresh.end())));
    }
}
