package chat.parley.delivery;

import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One session's place in one room. Log events wait behind it while the session's state of the room is being found
/// out, so none overtakes it and none is missed: what comes after the state begins with its `head` + 1 (protocol.md
/// section 4). Belongs to the session's event loop.
public final class Subscription {

    private RoomId room;
    private final Subscriber ear;
    private final String user;
    private @Nullable ArrayList<LogEvent> waiting = new ArrayList<>();
    private boolean shut = true;
    private int bars;
    private boolean asleep;
    private boolean wasAsleep;
    private long head;
    private long heard;
    private final PendingReads reads = new PendingReads();
    private boolean counting;
    private int place = -1;
    private final UnsentRange overdue = new UnsentRange();

    /// Shut at first.
    public Subscription(RoomId room, Subscriber ear) {
        this.room = room;
        this.ear = ear;
        this.user = ear.user().id();
    }

    public RoomId room() {
        return room;
    }

    public Subscriber ear() {
        return ear;
    }

    /// Whose seat it is, also while a session whose `hello` failed is nobody's again.
    public String user() {
        return user;
    }

    /// Holds events back from now on, until [#open] or [#sleep].
    public void shut() {
        wasAsleep = asleep;
        asleep = false;
        shut = true;
        hold();
    }

    /// Holds events back, whoever opens the seat, until each [#bar] is taken away by an [#unbar].
    void bar() {
        bars++;
        hold();
    }

    /// The user still belongs here.
    public void unbar() {
        bars--;
        release();
    }

    /// The user is said to be no member any more: nothing at all is told here until that is found out.
    public boolean barred() {
        return bars > 0;
    }

    private void hold() {
        if (waiting == null) {
            waiting = new ArrayList<>();
        }
    }

    /// Lets through what the session does not know by this state, what waited first.
    public void open(RoomState state) {
        reads.known(state.mine().read());
        open(state.head());
    }

    /// Lets everything above `head` through, what waited first.
    public void open(long upTo) {
        head = upTo;
        heard = Math.max(heard, upTo);
        asleep = false;
        shut = false;
        release();
    }

    private void release() {
        if (!shut && bars == 0 && !counting) {
            List<LogEvent> held = waiting == null ? List.of() : waiting;
            waiting = null;
            if (!asleep) {
                goOn(held);
            }
        }
    }

    /// From where the session goes on when the pod has heard everything up to `last`: it may know more already.
    public Position since(Position last) {
        return heard > last.seq() ? new Position(last.epoch(), heard) : last;
    }

    /// Whether anybody still sits here.
    public boolean taken() {
        return place >= 0;
    }

    /// Goes on as before [#shut]: nothing was found out.
    public void reopen() {
        if (wasAsleep) {
            sleep();
        } else {
            open(head);
        }
    }

    /// Lets no log event through until the session asks for what it missed.
    public void sleep() {
        asleep = true;
        shut = false;
        release();
    }

    /// Who sleeps has not heard what the others have, and will ask with a position of his own.
    public boolean asleep() {
        return asleep;
    }

    /// Takes a publication for all, which stands on the tape between `at` and its end: the session gets it at its turn.
    void hear(Publication publication, BroadcastBuffer tape, int at) {
        if (waiting != null || asleep || publication.first() <= head || !reads.isEmpty()) {
            hear(publication);
            return;
        }
        heard = publication.last();
        boolean late = !overdue.isEmpty();
        overdue.add(tape, at);
        if (!late) {
            ear.fallsBehind(this);
        }
    }

    /// The next piece of what the session did not get yet; the caller owns it.
    public ByteBuf overdue() {
        return overdue.take();
    }

    /// Whether nothing is overdue.
    public boolean upToDate() {
        return overdue.isEmpty();
    }

    /// Takes a publication; the buffer stays with the caller. What it does not tell must not be told by a piece of the
    /// tape that goes on behind it.
    void hear(Publication publication) {
        if (!overdue.isEmpty()) {
            ear.catchesUp();
        }
        if (waiting != null) {
            waiting.addAll(publication.lines());
        } else if (!asleep) {
            if (publication.common()
                    && publication.first() > head
                    && reads.isEmpty()
                    && !publication.leavesOut(ear.session())) {
                heard = publication.last();
                ear.hear(publication.frames().retainedDuplicate());
            } else {
                hearSome(publication.lines());
            }
        }
    }

    /// The user has read further on another device; nothing is told that the session knows already.
    public void hearRead(ReadElsewhere read) {
        reads.add(read);
        if (asleep) {
            tellRead();
        } else if (waiting == null) {
            goOn(List.of());
        }
    }

    /// The session itself has read up to `seq`: what others read before is no news to it.
    public void hasRead(long seq) {
        reads.known(Math.min(seq, heard));
    }

    /// What is unread was counted anew, as [Subscriber#count] asked.
    public void counted(ReadElsewhere read) {
        reads.replace(read);
        if (asleep) {
            tellRead();
        }
        counts();
    }

    /// Goes on without having been counted: the user is said to be no member, which is found out elsewhere.
    public void counts() {
        counting = false;
        release();
    }

    private void tellRead() {
        if (!reads.isEmpty()) {
            ear.hear(Publication.framed(List.of(read(reads.take()))));
        }
    }

    private static LogEvent read(ReadElsewhere read) {
        return LogEvent.behind(read.at(), read.event().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isNews(LogEvent line) {
        return line.seq() > head && !line.leftOut().equals(ear.session());
    }

    /// Where events that were read from the log have overtaken a count, the next ones wait until it was made anew.
    private void goOn(List<LogEvent> lines) {
        if (reads.overtaken(heard)) {
            counting = true;
            hold();
            Objects.requireNonNull(waiting).addAll(0, lines);
            ear.count(this);
        } else {
            hearSome(lines);
        }
    }

    private void hearSome(List<LogEvent> lines) {
        List<LogEvent> mine = new ArrayList<>(lines.size() + 1);
        readsDue(mine);
        for (LogEvent line : lines) {
            if (isNews(line)) {
                mine.add(line.to(user));
            }
            heard = Math.max(heard, line.seq());
            readsDue(mine);
        }
        if (!mine.isEmpty()) {
            ear.hear(Publication.framed(mine));
        }
    }

    private void readsDue(List<LogEvent> mine) {
        while (reads.due(heard)) {
            mine.add(read(reads.take()));
        }
    }

    int place() {
        return place;
    }

    /// Sits among others, who share one id of their room, in this place.
    void in(RoomId shared, int index) {
        room = shared;
        place = index;
    }

    /// Sits no more.
    void out() {
        place = -1;
    }
}
