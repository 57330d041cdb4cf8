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

/// A session's subscription to a room. It holds log events back while the room's state is being read for the
/// session, so none overtakes it and none is missed: what follows the state starts with its `head` + 1
/// (protocol.md section 4). Confined to the session's event loop.
public final class Subscription {

    private RoomId room;
    private final Subscriber subscriber;
    private final String user;
    private @Nullable ArrayList<LogEvent> waiting = new ArrayList<>();
    private boolean shut = true;
    private int bars;
    private boolean asleep;
    private boolean wasAsleep;
    private long head;
    private long delivered;
    private final PendingReads reads = new PendingReads();
    private boolean counting;
    private int place = -1;
    private final UnsentRange overdue = new UnsentRange();

    /// Starts shut: holds events back until [#open].
    public Subscription(RoomId room, Subscriber subscriber) {
        this.room = room;
        this.subscriber = subscriber;
        this.user = subscriber.user().id();
    }

    public RoomId room() {
        return room;
    }

    public Subscriber subscriber() {
        return subscriber;
    }

    /// The user of the subscription, even after the session's `hello` failed and it has no user any more.
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

    /// Holds events back, even if [#open] is called, until each [#bar] is undone by an [#unbar].
    void bar() {
        bars++;
        hold();
    }

    /// The user is still a member.
    public void unbar() {
        bars--;
        release();
    }

    /// Whether the user is reported not to be a member any more: nothing is delivered until that is verified.
    public boolean barred() {
        return bars > 0;
    }

    private void hold() {
        if (waiting == null) {
            waiting = new ArrayList<>();
        }
    }

    /// Delivers what this state does not include, starting with the events held back.
    public void open(RoomState state) {
        reads.known(state.mine().read());
        open(state.head());
    }

    /// Delivers everything above `upTo`, starting with the events held back.
    public void open(long upTo) {
        head = upTo;
        delivered = Math.max(delivered, upTo);
        asleep = false;
        shut = false;
        release();
    }

    private void release() {
        if (!shut && bars == 0 && !counting) {
            List<LogEvent> held = waiting == null ? List.of() : waiting;
            waiting = null;
            if (!asleep) {
                deliver(held);
            }
        }
    }

    /// The position from which the session resumes if the pod has received everything up to `last`: it may
    /// have more.
    public Position since(Position last) {
        return delivered > last.seq() ? new Position(last.epoch(), delivered) : last;
    }

    /// Whether the session is still subscribed.
    public boolean taken() {
        return place >= 0;
    }

    /// Resumes as before [#shut], after the state could not be read.
    public void reopen() {
        if (wasAsleep) {
            sleep();
        } else {
            open(head);
        }
    }

    /// Delivers no log events until the client requests what it missed.
    public void sleep() {
        asleep = true;
        shut = false;
        release();
    }

    /// Whether the subscription sleeps: it lacks events that others got, and its client will resume from its
    /// own position.
    public boolean asleep() {
        return asleep;
    }

    /// Takes a publication for all sessions, which is in the buffer between `at` and its end: the session
    /// gets it later.
    void deliver(Publication publication, BroadcastBuffer buffer, int at) {
        if (waiting != null || asleep || publication.first() <= head || !reads.isEmpty()) {
            deliver(publication);
            return;
        }
        delivered = publication.last();
        boolean behind = !overdue.isEmpty();
        overdue.add(buffer, at);
        if (!behind) {
            subscriber.fallsBehind(this);
        }
    }

    /// The next slice of what the session was not sent yet; the caller owns it.
    public ByteBuf overdue() {
        return overdue.take();
    }

    /// Whether everything was taken.
    public boolean upToDate() {
        return overdue.isEmpty();
    }

    /// Takes a publication; the caller keeps the buffer. Takes overdue slices first, so that none of them
    /// includes events that this session must not get.
    void deliver(Publication publication) {
        if (!overdue.isEmpty()) {
            subscriber.catchesUp();
        }
        if (waiting != null) {
            waiting.addAll(publication.events());
        } else if (!asleep) {
            if (publication.common()
                    && publication.first() > head
                    && reads.isEmpty()
                    && !publication.leavesOut(subscriber.session())) {
                delivered = publication.last();
                subscriber.send(publication.frames().retainedDuplicate());
            } else {
                deliverSome(publication.events());
            }
        }
    }

    /// The user has read further on another device; delivers nothing that the session knows already.
    public void readElsewhere(ReadElsewhere read) {
        reads.add(read);
        if (asleep) {
            deliverRead();
        } else if (waiting == null) {
            deliver(List.of());
        }
    }

    /// The user has marked the room on another device. If this session has read on meanwhile, that count is
    /// outdated and the mark is still news: it is counted anew.
    public void markedElsewhere(ReadElsewhere marked) {
        if (reads.knows(marked)) {
            counting = true;
            hold();
            subscriber.count(this);
        } else {
            readElsewhere(marked);
        }
    }

    /// The session itself has read up to `seq`: reads of other sessions up to there need not be delivered.
    public void hasRead(long seq) {
        reads.known(Math.min(seq, delivered));
    }

    /// Takes the new count of unread messages that [Subscriber#count] requested.
    public void counted(ReadElsewhere read) {
        reads.replace(read);
        if (asleep) {
            deliverRead();
        }
        counts();
    }

    /// Continues without a new count: the user is reported not to be a member, which is verified elsewhere.
    public void counts() {
        counting = false;
        release();
    }

    private void deliverRead() {
        if (!reads.isEmpty()) {
            subscriber.send(Publication.framed(List.of(toEvent(reads.take()))));
        }
    }

    private static LogEvent toEvent(ReadElsewhere read) {
        return LogEvent.behind(read.at(), read.event().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isNew(LogEvent event) {
        return event.seq() > head && !event.leftOut().equals(subscriber.session());
    }

    /// Delivers events; if events read from the log have overtaken a count, they wait for a new count.
    private void deliver(List<LogEvent> events) {
        if (reads.overtaken(delivered)) {
            counting = true;
            hold();
            Objects.requireNonNull(waiting).addAll(0, events);
            subscriber.count(this);
        } else {
            deliverSome(events);
        }
    }

    private void deliverSome(List<LogEvent> events) {
        List<LogEvent> mine = new ArrayList<>(events.size() + 1);
        addDueReads(mine);
        for (LogEvent event : events) {
            if (isNew(event)) {
                mine.add(event.to(user));
            }
            delivered = Math.max(delivered, event.seq());
            addDueReads(mine);
        }
        if (!mine.isEmpty()) {
            subscriber.send(Publication.framed(mine));
        }
    }

    private void addDueReads(List<LogEvent> mine) {
        while (reads.due(delivered)) {
            mine.add(toEvent(reads.take()));
        }
    }

    int place() {
        return place;
    }

    /// Sets its index among the room's subscriptions, which share one instance of the room's id.
    void in(RoomId shared, int index) {
        room = shared;
        place = index;
    }

    /// Marks it as unsubscribed.
    void out() {
        place = -1;
    }
}
