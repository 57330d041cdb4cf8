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

/// A session's commands that are not stored: typing, and events of the client's own. Each counts as a command
/// and against no message rate (protocol.md sections 4, 7 and 9). Belongs to the session's event loop.
final class EphemeralCommands {

    private final Session session;
    private final EphemeralServices services;
    private final CommandOrder order;
    private Set<RoomId> typingIn = Collections.emptySet();

    EphemeralCommands(Session session, EphemeralServices services, CommandOrder order) {
        this.session = session;
        this.services = services;
        this.order = order;
    }

    Future<Answer> carryOut(EphemeralCommand command) {
        return switch (command) {
            case EphemeralCommand.Typing typing -> order.alone(typing.room(), () -> typing(typing));
            case EphemeralCommand.Emit emit -> emit(emit);
        };
    }

    /// The user sent a message or left the room: they no longer type there.
    void silence(RoomId room) {
        if (typingIn.remove(room)) {
            services.events().silence(room, session.session());
        }
    }

    /// The session has ended.
    void end() {
        Set.copyOf(typingIn).forEach(this::silence);
    }

    private Future<Answer> typing(EphemeralCommand.Typing typing) {
        if (typing.on()) {
            if (typingIn.isEmpty()) {
                typingIn = HashSet.newHashSet(1);
            }
            typingIn.add(typing.room());
        } else {
            typingIn.remove(typing.room());
        }
        return services.events()
                .typing(session.user(), session.session(), typing, session.power(typing.room()))
                .onSuccess(_ -> stopIfEnded(typing))
                .map(_ -> Answer.of(new Empty()));
    }

    /// The reply may arrive after the session ended, and nothing would end the typing.
    private void stopIfEnded(EphemeralCommand.Typing typing) {
        if (typing.on() && session.ended()) {
            services.events().silence(typing.room(), session.session());
        }
    }

    private int connections() {
        return services.sessions().of(session.user().id()).size();
    }

    private Future<Answer> emit(EphemeralCommand.Emit emit) {
        return switch (emit.to()) {
            case ALL ->
                services.broadcasts()
                        .emit(session.user(), session.roles(), emit)
                        .map(_ -> Answer.of(new Empty()));
            case SELF -> {
                Event event = Event.Emitted.of(session.user(), emit);
                session.sendEphemeral(FrameEncoder.text(services.writer().event(event)));
                yield Future.succeededFuture(Answer.of(new Empty()));
            }
            case ROOM, OTHERS ->
                order.alone(
                        emit.room().orElseThrow(),
                        () -> services.events()
                                .emit(
                                        session.user(),
                                        session.session(),
                                        emit,
                                        session.power(emit.room().orElseThrow()),
                                        connections())
                                .map(_ -> Answer.of(new Empty())));
        };
    }
}
