package chat.parley.delivery;

import chat.parley.history.Removal;
import chat.parley.protocol.Position;

/// The output of a room's sequencer, and the loop on which it runs.
interface SequencerOutput {

    /// Delivers to every session of the room; takes over the publication.
    void deliver(Publication publication);

    /// Makes every session read the room's state again; everything up to `last` was delivered.
    void renew(Position last);

    /// Reports that a user is not a member any more.
    void removed(Removal removal);

    /// Runs on the backplane's event loop, at once if called there.
    void onLoop(Runnable task);

    /// Runs at the end of this turn of the event loop.
    void atEndOfTurn(Runnable task);

    /// Runs after a while, when the store may be available again.
    void later(Runnable task);

    /// Whether no session is subscribed any more.
    boolean closed();

    /// Reports that the log is read because something was missed.
    void healing();
}
