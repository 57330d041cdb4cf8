package chat.parley.trace;

import chat.parley.failure.Problems;
import chat.parley.protocol.RoomId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.vertx.core.Future;

/// A step recorded as a span. Of a failure only its kind is recorded: its message may quote what a member
/// sent.
final class SpanStep implements Step {

    private static final AttributeKey<Long> TOGETHER = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<Long> SESSIONS = AttributeKey.longKey("parley.sessions");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final Recorder recorder;
    private final RoomId room;
    private final Span span;

    SpanStep(Recorder recorder, RoomId room, Span span) {
        this.recorder = recorder;
        this.room = room;
        this.span = span;
    }

    @Override
    public Step append() {
        return recorder.append(Context.root().with(span), room);
    }

    @Override
    public String context() {
        return recorder.text(Context.root().with(span));
    }

    /// A single message is no batch (semantic conventions for messaging).
    @Override
    public void together(int messages) {
        if (messages > 1) {
            span.setAttribute(TOGETHER, (long) messages);
        }
    }

    @Override
    public void delivered(int sessions) {
        span.setAttribute(SESSIONS, (long) sessions);
    }

    @Override
    public void end() {
        span.end();
    }

    @Override
    public <T> Future<T> until(Future<T> work) {
        return work.onComplete(result -> {
            if (result.failed()) {
                span.setAttribute(ERROR, Problems.kind(result.cause()));
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }
}
