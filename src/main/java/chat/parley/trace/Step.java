package chat.parley.trace;

import io.vertx.core.Future;

/// One step on a sent message's way, from its beginning to its end; [#NONE] where the message is not traced. It is told
/// numbers and outcomes only: nothing that anybody said, is called, or proves himself by. Thread-safe.
public sealed interface Step permits NoStep, SpanStep {

    /// Of a message that is not traced: costs nothing.
    Step NONE = NoStep.ONLY;

    /// Begins the step that follows a frame: the store appends the message.
    Step append();

    /// What travels with the message, so that other pods' steps follow this one (W3C `traceparent`); empty for nothing.
    String context();

    /// So many messages take this step together.
    void together(int messages);

    /// So many sessions were told.
    void told(int sessions);

    void end();

    /// Ends with the work, and says why where it fails. Returns the work.
    <T> Future<T> until(Future<T> work);
}
