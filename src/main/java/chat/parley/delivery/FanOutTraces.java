package chat.parley.delivery;

import chat.parley.protocol.RoomId;
import chat.parley.trace.Step;
import chat.parley.trace.Traces;
import java.util.ArrayList;
import java.util.List;

/// The traced messages of a room that were received, but not delivered yet. Confined to the backplane's event
/// loop.
final class FanOutTraces {

    private record Started(long seq, Step step) {}

    /// More wait only while the room's log is read; those are not traced.
    private static final int MOST = 1_000;

    private final RoomId room;
    private final Traces traces;
    private List<Started> started = List.of();

    FanOutTraces(RoomId room, Traces traces) {
        this.room = room;
        this.traces = traces;
    }

    /// Starts the steps of a received publication with these contexts.
    void received(List<String> contexts, List<LogEvent> events) {
        if (!contexts.isEmpty() && !events.isEmpty()) {
            begin(contexts, events);
        }
    }

    private void begin(List<String> contexts, List<LogEvent> events) {
        List<Started> all = new ArrayList<>(started);
        for (String context : contexts) {
            Step step = all.size() < MOST ? traces.fanOut(context, room) : Step.NONE;
            if (step != Step.NONE) {
                step.together(events.size());
                all.add(new Started(events.getLast().seq(), step));
            }
        }
        started = all;
    }

    /// The trace of a publication that is delivered to this many event loops. Drops steps of earlier
    /// messages, which were new to nobody here.
    FanOutTrace of(Publication publication, int loops) {
        if (started.isEmpty()) {
            return FanOutTrace.NONE;
        }
        List<Step> steps = started.stream()
                .filter(trace -> trace.seq() >= publication.first() && trace.seq() <= publication.last())
                .map(Started::step)
                .toList();
        started = started.stream()
                .filter(trace -> trace.seq() > publication.last())
                .toList();
        return new FanOutTrace(steps, loops);
    }
}
