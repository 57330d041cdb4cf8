package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A session that writes only when its turn comes, like one of thousands.
final class LateSubscriber implements Subscriber {

    private static final int HEADER = 2;

    private final User user;
    private final EventLoop loop = new DefaultEventLoop();
    private final List<Subscription> behind = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final List<ByteBuf> used = new ArrayList<>();
    private int pieces;

    LateSubscriber(User user) {
        this.user = user;
    }

    void turn() {
        catchesUp();
    }

    int pieces() {
        return pieces;
    }

    List<String> heard() {
        return heard;
    }

    void uses(ByteBuf frames) {
        used.add(frames);
    }

    /// The number of buffers that were not freed.
    long stillUsed() {
        return used.stream().filter(frames -> frames.refCnt() > 0).count();
    }

    @Override
    public String session() {
        return "session-" + user.id();
    }

    @Override
    public User user() {
        return user;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public void fallsBehind(Subscription seat) {
        behind.add(seat);
    }

    @Override
    public void catchesUp() {
        while (!behind.isEmpty()) {
            Subscription seat = behind.removeLast();
            while (!seat.upToDate()) {
                read(seat.overdue());
            }
        }
    }

    @Override
    public void send(ByteBuf frames) {
        catchesUp();
        read(frames);
    }

    private void read(ByteBuf frames) {
        pieces++;
        while (frames.isReadable()) {
            frames.skipBytes(HEADER - 1);
            int size = frames.readUnsignedByte();
            heard.add(frames.readCharSequence(size, StandardCharsets.UTF_8).toString());
        }
        frames.release();
    }

    @Override
    public void sendEphemeral(ByteBuf frames) {
        send(frames);
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
        throw new AssertionError("nobody reads elsewhere");
    }

    @Override
    public void removed(Subscription seat, Position last, Reason reason) {
        throw new AssertionError("nobody is removed");
    }
}
