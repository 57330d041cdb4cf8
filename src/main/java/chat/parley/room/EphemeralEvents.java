package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.protocol.EmitTarget;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/// What a member says in a room that is not stored: that he is writing, and events of his client's own (protocol.md
/// sections 4 and 7). Futures fail with [chat.parley.protocol.Problem] for a refusal.
@Singleton
public final class EphemeralEvents {

    private final RedisEphemeralEvents passing;
    private final Typists typists;
    private final FrameWriter frames;

    public EphemeralEvents(RedisEphemeralEvents passing, Typists typists, FrameWriter frames) {
        this.passing = passing;
        this.typists = typists;
        this.frames = frames;
    }

    /// A session's user began or ceased to write. In the lobby nobody is told: a composer need not know that it is one.
    public Future<Void> typing(User user, String session, EphemeralCommand.Typing typing) {
        RoomId room = typing.room();
        if (!typing.on()) {
            typists.off(room, session);
        }
        return passing.may(user.id(), room).onSuccess(_ -> {
            if (typing.on() && !room.equals(Lobby.ROOM)) {
                typists.on(room, user.id(), session);
            }
        });
    }

    /// The session spoke, left or ended: its user writes there no more.
    public void silence(RoomId room, String session) {
        typists.off(room, session);
    }

    /// Whether the user may say so much to everybody now; takes it from their allowance.
    public Future<Void> mayTellAll(User user, String event, int connections) {
        return passing.weighForAll(user.id(), event.getBytes(StandardCharsets.UTF_8).length, connections);
    }

    /// Sends an event to the sessions of a room.
    public Future<Void> emit(User user, String session, EphemeralCommand.Emit emit) {
        RoomId room = emit.room().orElseThrow();
        String leftOut = emit.to() == EmitTarget.OTHERS ? session : "";
        return passing.emit(user.id(), room, leftOut, frames.text(Event.Emitted.of(user, emit)));
    }
}
