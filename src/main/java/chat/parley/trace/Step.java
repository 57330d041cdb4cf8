package chat.parley.trace;

import io.vertx.core.Future;

/// A step in the processing of a sent message, with start and end; [#NONE] if the message is not traced. It
/// records numbers and outcomes only: no texts, names or credentials. Thread-safe.
public sealed interface Step permits NoStep, SpanStep {

    /// The step of a message that is not traced; costs nothing.
    Step NONE = NoStep.ONLY;

    /// Starts the step that follows a frame: the store appends the message.
    Step append();

    /// The context to publish with the message, so that other pods' steps follow this one (W3C
    /// `traceparent`); empty if not traced.
    String context();

    /// Records how many messages this step handles as a batch.
    void together(int messages);

    /// Records to how many sessions the message was sent.
    void delivered(int sessions);

    void end();

    /// Ends the step when the work completes, and records its failure. Returns the work.
    <T> Future<T> until(Future<T> work);
}
