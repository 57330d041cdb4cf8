package chat.parley.delivery;

import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.User;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/// A session as a subscriber of rooms. Everything but [#loop] is called on that loop.
public interface Subscriber {

    /// The connection's id, unique over all pods.
    String session();

    /// The session's user.
    User user();

    /// The session's event loop.
    EventLoop loop();

    /// The subscription has frames ([Subscription#overdue]) until it is up to date: take them in this turn of
    /// the loop or soon after it, and before anything else is written.
    void fallsBehind(Subscription subscription);

    /// Takes the frames of all subscriptions that fell behind at once.
    void catchesUp();

    /// Sends whole frames that must arrive; takes over the buffer.
    void send(ByteBuf frames);

    /// Sends whole frames that a slow connection may miss; takes over the buffer.
    void sendEphemeral(ByteBuf frames);

    /// The room's epoch changed, or a gap after `last` could not be filled: the session has to read the
    /// room's state and open the subscription, which holds events back until then.
    void renew(Subscription subscription, Position last);

    /// Something that the user sees of the room changed, such as its title or their role: the session has to
    /// read the room's state and open the subscription, which holds events back until then. It has got
    /// everything up to `last`, or more.
    void changed(Subscription subscription, Position last);

    /// The user has read further elsewhere, and this session has got more than was counted then: it has to
    /// count what is unread and pass it to the subscription, which holds events back until then.
    void count(Subscription subscription);

    /// The user is reported not to be a member any more: if so, nothing of the room may follow. The
    /// subscription is barred until the session has verified it.
    void removed(Subscription subscription, Position last, Reason reason);
}
