package chat.parley.room;

import chat.parley.protocol.RoomId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One session's place in one room. Log events wait behind it while the session's state of the room is being found
/// out, so none overtakes it and none is missed: what comes after the state begins with its `head` + 1 (protocol.md
/// section 4). Belongs to the session's event loop.
public final class Seat {

    private final RoomId room;
    private final Ear ear;
    private final String user;
    private @Nullable ArrayList<Line> waiting = new ArrayList<>();
    private boolean asleep;
    private boolean wasAsleep;
    private long head;
    private int place = -1;

    /// Shut at first.
    public Seat(RoomId room, Ear ear) {
        this.room = room;
        this.ear = ear;
        this.user = ear.user().id();
    }

    public RoomId room() {
        return room;
    }

    public Ear ear() {
        return ear;
    }

    /// Whose seat it is, also while a session whose `hello` failed is nobody's again.
    String user() {
        return user;
    }

    /// Holds events back from now on, until [#open] or [#sleep].
    public void shut() {
        wasAsleep = asleep;
        asleep = false;
        if (waiting == null) {
            waiting = new ArrayList<>();
        }
    }

    /// Lets everything above `head` through, what waited first.
    public void open(long upTo) {
        head = upTo;
        asleep = false;
        ArrayList<Line> held = waiting;
        waiting = null;
        if (held != null && !held.isEmpty()) {
            hearSome(held);
        }
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
        waiting = null;
    }

    /// Who sleeps has not heard what the others have, and will ask with a position of his own.
    boolean asleep() {
        return asleep;
    }

    /// Takes a publication; the buffer stays with the caller.
    void hear(Publication publication) {
        if (waiting != null) {
            waiting.addAll(publication.lines());
        } else if (!asleep) {
            if (publication.common() && publication.first() > head && !publication.leavesOut(ear.session())) {
                ear.hear(publication.frames().retainedDuplicate());
            } else {
                hearSome(publication.lines());
            }
        }
    }

    private void hearSome(List<Line> lines) {
        List<Line> mine = lines.stream()
                .filter(line -> line.seq() > head && !line.leftOut().equals(ear.session()))
                .map(line -> line.to(ear.user().id()))
                .toList();
        if (!mine.isEmpty()) {
            ear.hear(Publication.framed(mine));
        }
    }

    int place() {
        return place;
    }

    void place(int index) {
        place = index;
    }
}
