package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// A session that records what it receives through one subscription; frames as in RFC 6455. It takes frames as
/// soon as it falls behind, or [#late], only when its turn comes.
public final class TestSubscriber implements Subscriber {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final int SHORT = 126;

    private final String session = "session-" + NEXT.incrementAndGet();
    private final EventLoop loop;
    private final boolean late;
    private final Subscription subscription;
    private final List<Subscription> behind = new ArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> passing = new CopyOnWriteArrayList<>();
    private final List<Position> renewals = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Optional<User> user;
    private volatile Runnable whenHearing = () -> {};
    private int pieces;

    private TestSubscriber(EventLoop loop, User user, RoomId room, boolean late) {
        this.loop = loop;
        this.user = Optional.of(user);
        this.late = late;
        this.subscription = new Subscription(room, this);
    }

    /// A session on an event loop of this instance, in turn with others.
    public TestSubscriber(Vertx vertx, User user, RoomId room) {
        this(((VertxInternal) vertx).createEventLoopContext().nettyEventLoop(), user, room, false);
    }

    /// A session whose event loop is the test's own thread.
    static TestSubscriber inPlace(User user, RoomId room) {
        return new TestSubscriber(new DefaultEventLoop(), user, room, false);
    }

    /// A session that writes only when its [#turn] comes, like one of thousands.
    static TestSubscriber late(User user, RoomId room) {
        return new TestSubscriber(new DefaultEventLoop(), user, room, true);
    }

    public Subscription subscription() {
        return subscription;
    }

    /// Runs something on the session's event loop, and waits for it.
    public void does(Runnable task) {
        loop.submit(task).syncUninterruptibly();
    }

    /// Runs this during each delivery.
    public void whenHearing(Runnable task) {
        whenHearing = task;
    }

    /// The `hello` is refused in the end: the session has no user any more.
    void becomesNobody() {
        user = Optional.empty();
    }

    /// The turn of the event loop comes.
    void turn() {
        catchesUp();
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

    /// The notifications about its own subscription.
    public List<String> told() {
        return told;
    }

    /// The number of buffers in which everything arrived.
    int pieces() {
        return pieces;
    }

    public void until(String word) {
        until(word, heard);
    }

    public void untilPassing(String word) {
        until(word, passing);
    }

    private static void until(String word, List<String> all) {
        Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> all.stream().anyMatch(text -> text.contains(word)));
    }

    @Override
    public String session() {
        return session;
    }

    @Override
    public User user() {
        return user.orElseThrow();
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void fallsBehind(Subscription which) {
        behind.add(which);
        if (!late) {
            catchesUp();
        }
    }

    @Override
    public void catchesUp() {
        while (!behind.isEmpty()) {
            Subscription which = behind.removeLast();
            while (!which.upToDate()) {
                receive(which.overdue());
            }
        }
    }

    @Override
    public void send(ByteBuf frames) {
        catchesUp();
        receive(frames);
    }

    private void receive(ByteBuf frames) {
        read(frames, heard);
        whenHearing.run();
    }

    @Override
    public void sendEphemeral(ByteBuf frames) {
        read(frames, passing);
    }

    private void read(ByteBuf frames, List<String> into) {
        pieces++;
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
