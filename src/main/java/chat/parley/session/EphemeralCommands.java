package chat.parley.session;

import chat.parley.protocol.Empty;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Event;
import chat.parley.protocol.RoomId;
import chat.parley.websocket.FrameEncoder;
import io.vertx.core.Future;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// What a session says that is not stored: that its user is writing, and events of the client's own, each of which
/// counts as a command and for no message rate (protocol.md sections 4, 7 and 9). Belongs to the session's event loop.
final class EphemeralCommands {

    private final Session session;
    private final House house;
    private final CommandOrder order;
    private Set<RoomId> writing = Collections.emptySet();

    EphemeralCommands(Session session, House house, CommandOrder order) {
        this.session = session;
        this.house = house;
        this.order = order;
    }

    Future<Answer> carryOut(EphemeralCommand command) {
        return switch (command) {
            case EphemeralCommand.Typing typing -> order.alone(typing.room(), () -> typing(typing));
            case EphemeralCommand.Emit emit -> emit(emit);
        };
    }

    /// The user spoke in the room or left it: he writes there no more.
    void silence(RoomId room) {
        if (writing.remove(room)) {
            house.passing().silence(room, session.session());
        }
    }

    /// The session is over.
    void end() {
        Set.copyOf(writing).forEach(this::silence);
    }

    private Future<Answer> typing(EphemeralCommand.Typing typing) {
        if (typing.on()) {
            if (writing.isEmpty()) {
                writing = HashSet.newHashSet(1);
            }
            writing.add(typing.room());
        } else {
            writing.remove(typing.room());
        }
        return house.passing()
                .typing(session.user(), session.session(), typing)
                .onSuccess(_ -> overMeanwhile(typing))
                .map(_ -> Answer.of(new Empty()));
    }

    /// The answer may come after the end of the session, and would be the last that is heard of it.
    private void overMeanwhile(EphemeralCommand.Typing typing) {
        if (typing.on() && session.ended()) {
            house.passing().silence(typing.room(), session.session());
        }
    }

    private Future<Answer> emit(EphemeralCommand.Emit emit) {
        return switch (emit.to()) {
            case ALL -> house.broadcast().emit(session, emit).map(_ -> Answer.of(new Empty()));
            case SELF -> {
                Event event = Event.Emitted.of(session.user(), emit);
                session.hearPassing(FrameEncoder.text(house.writer().event(event)));
                yield Future.succeededFuture(Answer.of(new Empty()));
            }
            case ROOM, OTHERS ->
                order.alone(
                        emit.room().orElseThrow(),
                        () -> house.passing()
                                .emit(session.user(), session.session(), emit)
                                .map(_ -> Answer.of(new Empty())));
        };
    }
}
