package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/// A session, as rooms see it. Everything but [#loop] is called on that loop.
public interface Subscriber {

    /// The connection's id, unique over all pods.
    String session();

    /// Who listens.
    User user();

    /// Where this session lives.
    EventLoop loop();

    /// The seat has frames to give ([Subscription#overdue]) until it is up to date: they are to be taken in this turn
    /// of the
    /// loop or soon after it, and before anything else is written.
    void fallsBehind(Subscription seat);

    /// Takes at once what the seats that fell behind have to give.
    void catchesUp();

    /// Whole frames that must arrive; takes the buffer over.
    void hear(ByteBuf frames);

    /// Whole frames that a slow connection goes without; takes the buffer over.
    void hearPassing(ByteBuf frames);

    /// The room's epoch changed, or a hole behind `last` could not be filled: the session has to find out how it stands
    /// and open the seat, which is shut until then.
    void renew(Subscription seat, Position last);

    /// Something that the user sees of the room changed, such as its title or his role: the session has to find out how
    /// it stands and open the seat, which is shut until then. It has heard everything up to `last`, or more.
    void changed(Subscription seat, Position last);

    /// The user has read further elsewhere, and this session has heard more than was counted then: it has to find out
    /// what is unread and tell the seat, which holds events back until then.
    void count(Subscription seat);

    /// The user is said to be no member any more: nothing of the room may follow, should it be so. The seat is barred
    /// until the session has found out.
    void removed(Subscription seat, Position last, Reason reason);
}
