package chat.parley.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The subscriptions of one event loop.
class LoopSubscribersTest {
    private static final RoomId ROOM = new RoomId("hall");

    private final LoopSubscribers subscribers = new LoopSubscribers(new DefaultEventLoop());
    private final List<String> heard = new ArrayList<>();

    /// A session whose `hello` is refused in the end has no user again while its subscriptions are still
    /// being ended.
    private final class Guest implements Subscriber {
        private Optional<User> user;

        private Guest(String id) {
            user = Optional.of(new User(id, "Guest"));
        }

        @Override
        public User user() {
            return user.orElseThrow();
        }

        @Override
        public String session() {
            return "session";
        }

        @Override
        public EventLoop loop() {
            return new DefaultEventLoop();
        }

        @Override
        public void fallsBehind(Subscription seat) {
            while (!seat.upToDate()) {
                send(seat.overdue());
            }
        }

        @Override
        public void catchesUp() {}

        @Override
        public void send(ByteBuf frames) {
            sendEphemeral(frames);
        }

        @Override
        public void sendEphemeral(ByteBuf frames) {
            heard.add(frames.toString(StandardCharsets.UTF_8));
            frames.release();
        }

        @Override
        public void renew(Subscription seat, Position last) {
            throw new AssertionError("nothing is to be found out anew");
        }

        @Override
        public void changed(Subscription seat, Position last) {
            throw new AssertionError("nothing changed");
        }

        @Override
        public void count(Subscription seat) {
            throw new AssertionError("nothing is to be counted");
        }

        @Override
        public void removed(Subscription seat, Position last, Reason reason) {
            throw new AssertionError("nobody is removed");
        }
    }

    @Test
    void whoIsNobodyAgainKeepsNobodyFromHearing() {
        Guest gone = new Guest("aaaaaaaaaaaaaaaaaaaa");
        subscribers.add(new Subscription(ROOM, new Guest("bbbbbbbbbbbbbbbbbbbb")));
        subscribers.add(new Subscription(ROOM, gone));
        gone.user = Optional.empty();
        ByteBuf frames = frames("passing");
        subscribers.deliverEphemeral(ROOM, frames, Map.of());
        assertEquals(List.of("passing", "passing"), heard);
        assertEquals(0, frames.refCnt());
    }

    @Test
    void whoIsSaidToBeGoneHearsNothingThatPasses() {
        Subscription barred = new Subscription(ROOM, new Guest("aaaaaaaaaaaaaaaaaaaa"));
        subscribers.add(barred);
        barred.bar();
        subscribers.deliverEphemeral(ROOM, frames("presence"), Map.of());
        subscribers.deliverExcept(ROOM, frames("emitted"), "");
        subscribers.deliverOnce(ROOM, frames("renamed"), "once");
        assertEquals(List.of(), heard);
        barred.unbar();
        subscribers.deliverOnce(ROOM, frames("renamed"), "once");
        assertEquals(List.of("renamed"), heard, "another room may bring it");
    }

    private static ByteBuf frames(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
