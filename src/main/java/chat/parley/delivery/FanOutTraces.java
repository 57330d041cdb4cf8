package chat.parley.delivery;

import chat.parley.protocol.RoomId;
import chat.parley.trace.Step;
import chat.parley.trace.Traces;
import java.util.ArrayList;
import java.util.List;

/// The traced messages of one room that were heard and are not passed on yet. Belongs to the backplane's event loop.
final class FanOutTraces {

    private record Begun(long seq, Step step) {}

    /// More are waiting only while the room's log is read; those are not traced.
    private static final int MOST = 1_000;

    private final RoomId room;
    private final Traces traces;
    private List<Begun> begun = List.of();

    FanOutTraces(RoomId room, Traces traces) {
        this.room = room;
        this.traces = traces;
    }

    /// A publication came, with these contexts.
    void heard(List<String> contexts, List<LogEvent> lines) {
        if (!contexts.isEmpty() && !lines.isEmpty()) {
            begin(contexts, lines);
        }
    }

    private void begin(List<String> contexts, List<LogEvent> lines) {
        List<Begun> all = new ArrayList<>(begun);
        for (String context : contexts) {
            Step step = all.size() < MOST ? traces.fanOut(context, room) : Step.NONE;
            if (step != Step.NONE) {
                step.together(lines.size());
                all.add(new Begun(lines.getLast().seq(), step));
            }
        }
        begun = all;
    }

    /// What is passed on to so many halls now. What ended before it was not new to anybody here, and is forgotten.
    FanOutTrace of(Publication publication, int halls) {
        if (begun.isEmpty()) {
            return FanOutTrace.NONE;
        }
        List<Step> now = begun.stream()
                .filter(one -> one.seq() >= publication.first() && one.seq() <= publication.last())
                .map(Begun::step)
                .toList();
        begun = begun.stream().filter(one -> one.seq() > publication.last()).toList();
        return new FanOutTrace(now, halls);
    }
}
