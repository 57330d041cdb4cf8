package chat.parley.room;

import chat.parley.delivery.Lobby;
import chat.parley.delivery.RoomMessage;
import chat.parley.protocol.EmitTarget;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Events of members that are not stored: typing, and events of their clients (protocol.md sections 4 and 7).
/// Futures fail with [chat.parley.protocol.Problem] for a refusal.
@Singleton
public final class EphemeralEvents {

    private final RedisEphemeralEvents redis;
    private final Typists typists;
    private final FrameWriter frames;

    public EphemeralEvents(RedisEphemeralEvents redis, Typists typists, FrameWriter frames) {
        this.redis = redis;
        this.typists = typists;
        this.frames = frames;
    }

    /// The session's user started or stopped typing. Not published in the lobby, so that clients need no
    /// special case.
    public Future<Void> typing(User user, String session, EphemeralCommand.Typing typing, KeyPower key) {
        RoomId room = typing.room();
        if (!typing.on()) {
            typists.off(room, session);
        }
        return redis.may(user.id(), room, key.writes()).onSuccess(_ -> {
            if (typing.on() && !room.equals(Lobby.ROOM)) {
                typists.on(room, user, session, key.writes());
            }
        });
    }

    /// Stops the session's typing, after it sent a message, left or ended.
    public void silence(RoomId room, String session) {
        typists.off(room, session);
    }

    /// Whether the user may emit this event to everybody now; takes it from their allowance.
    public Future<Void> mayEmitToAll(User user, String event, int connections) {
        return redis.weighForAll(user.id(), event.getBytes(StandardCharsets.UTF_8).length, connections);
    }

    /// Sends an event to the sessions of a room.
    ///
    /// @param key what a key lets the user do
    /// @param connections how many the user has on this pod
    public Future<Void> emit(User user, String session, EphemeralCommand.Emit emit, KeyPower key, int connections) {
        RoomId room = emit.room().orElseThrow();
        String leftOut = emit.to() == EmitTarget.OTHERS ? session : "";
        String publication =
                new RoomMessage.Emitted(leftOut, List.of(frames.text(Event.Emitted.of(user, emit)))).text();
        return redis.emit(user.id(), room, publication, key.writes(), connections);
    }
}
