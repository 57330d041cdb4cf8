package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The subscriptions of one event loop.
class LoopSubscribersTest {
    private static final RoomId ROOM = new RoomId("room");

    private final LoopSubscribers subscribers = new LoopSubscribers(new DefaultEventLoop());
    private final TestSubscriber first = guest("aaaaaaaaaaaaaaaaaaaa");
    private final TestSubscriber second = guest("bbbbbbbbbbbbbbbbbbbb");

    private static TestSubscriber guest(String id) {
        return TestSubscriber.inPlace(new User(id, "Guest"), ROOM);
    }

    @AfterEach
    void nothingElseWasDelivered() {
        for (TestSubscriber guest : List.of(first, second)) {
            assertEquals(List.of(), guest.heard());
            assertEquals(List.of(), guest.renewals());
            assertEquals(List.of(), guest.told());
        }
    }

    /// A session whose `hello` is refused in the end has no user again while its subscriptions are still
    /// being ended.
    @Test
    void sessionWithoutAUserDoesNotBlockDeliveryToOthers() {
        subscribers.add(second.subscription());
        subscribers.add(first.subscription());
        first.becomesNobody();
        ByteBuf frames = frames("passing");
        subscribers.deliverEphemeral(ROOM, frames, Map.of());
        assertEquals(List.of("passing"), first.passing());
        assertEquals(List.of("passing"), second.passing());
        assertEquals(0, frames.refCnt());
    }

    @Test
    void barredSubscriptionReceivesNoEphemeralEvents() {
        Subscription barred = first.subscription();
        subscribers.add(barred);
        barred.bar();
        subscribers.deliverEphemeral(ROOM, frames("presence"), Map.of());
        subscribers.deliverExcept(ROOM, frames("emitted"), "");
        subscribers.deliverOnce(ROOM, frames("renamed"), "once");
        assertEquals(List.of(), first.passing());
        barred.unbar();
        subscribers.deliverOnce(ROOM, frames("renamed"), "once");
        assertEquals(List.of("renamed"), first.passing(), "another room may bring it");
    }

    private static ByteBuf frames(String text) {
        return Publication.framed(List.of(LogEvent.behind(1, text.getBytes(StandardCharsets.UTF_8))));
    }
}
