package chat.parley.delivery;

import chat.parley.history.Removal;
import chat.parley.protocol.Position;

/// Where a room's feed leads to, and its way to come back later.
interface SequencerOutput {

    /// To every session of the room; takes the publication over.
    void deliver(Publication publication);

    /// Every session has to find out anew how it stands; it has heard everything up to `last`.
    void renew(Position last);

    /// Somebody is no member any more.
    void removed(Removal removal);

    /// Runs on the backplane's event loop, at once when that is where we are.
    void onLoop(Runnable task);

    /// Runs at the end of this turn of the event loop.
    void atEndOfTurn(Runnable task);

    /// Runs after a while, when the store may be back.
    void later(Runnable task);

    /// True when nobody listens any more.
    boolean closed();

    /// The log is read because something was missed.
    void healing();
}
