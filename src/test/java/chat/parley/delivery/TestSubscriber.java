package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A session that records what it receives, on an event loop of its own; frames as in RFC 6455.
public final class TestSubscriber implements Subscriber {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int SHORT = 126;

    private final String session = "session-" + NEXT.incrementAndGet();
    private final User user;
    private final EventLoop loop;
    private final Subscription seat;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> passing = new CopyOnWriteArrayList<>();
    private volatile @Nullable RoomSubscriptions leaving;
    private final List<Position> renewals = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    public TestSubscriber(Vertx vertx, User user, RoomId room) {
        this.user = user;
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        this.loop = context.nettyEventLoop();
        this.seat = new Subscription(room, this);
    }

    public Subscription seat() {
        return seat;
    }

    /// Runs something on the session's event loop, and waits for it.
    public void does(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    public List<String> heard() {
        return heard;
    }

    /// The events that a slow connection would miss.
    public List<String> passing() {
        return passing;
    }

    public List<Position> renewals() {
        return renewals;
    }

    /// What it was told about its own subscription.
    public List<String> told() {
        return told;
    }

    public void until(String word) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> heard.stream().anyMatch(text -> text.contains(word)));
    }

    public void untilPassing(String word) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> passing.stream().anyMatch(text -> text.contains(word)));
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    /// Unsubscribes in the middle of a delivery, as an ending session does.
    public void standsWhenHearing(RoomSubscriptions feeds) {
        leaving = feeds;
    }

    @Override
    public void fallsBehind(Subscription which) {
        while (!which.upToDate()) {
            send(which.overdue());
        }
    }

    @Override
    public void catchesUp() {}

    @Override
    public void send(ByteBuf frames) {
        read(frames, heard);
        RoomSubscriptions feeds = leaving;
        if (feeds != null) {
            feeds.unsubscribe(seat);
        }
    }

    @Override
    public void sendEphemeral(ByteBuf frames) {
        read(frames, passing);
    }

    private static void read(ByteBuf frames, List<String> into) {
        while (frames.isReadable()) {
            frames.skipBytes(1);
            int length = frames.readUnsignedByte();
            int size = length < SHORT ? length : frames.readUnsignedShort();
            into.add(frames.readCharSequence(size, StandardCharsets.UTF_8).toString());
        }
        frames.release();
    }

    @Override
    public void renew(Subscription which, Position last) {
        renewals.add(last);
    }

    @Override
    public void changed(Subscription which, Position last) {
        told.add("changed at " + last.seq());
    }

    @Override
    public void count(Subscription which) {
        told.add("count");
    }

    @Override
    public void removed(Subscription which, Position last, Reason reason) {
        told.add(reason.wire() + " at " + last.seq());
    }
}
