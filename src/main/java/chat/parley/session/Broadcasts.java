package chat.parley.session;

import chat.parley.backplane.RedisBackplane;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Event;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.room.EphemeralEvents;
import chat.parley.store.RedisStore;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Sends an event to every connected session on all pods (protocol.md section 7). Every pod is always
/// subscribed to the topic.
@Singleton
public final class Broadcasts {

    private static final String TOPIC = "parley:all";

    /// Who may broadcast (`parley.broadcast`).
    public enum Who {
        /// Users whose token has the role `broadcast`.
        ROLE,
        EVERYONE
    }

    private final RedisStore store;
    private final RedisBackplane backplane;
    private final Sessions sessions;
    private final FrameWriter frames;
    private final Who who;
    private final EphemeralEvents ephemeral;

    public Broadcasts(
            RedisStore store,
            RedisBackplane backplane,
            Sessions sessions,
            FrameWriter frames,
            EphemeralEvents ephemeral,
            @ConfigProperty(name = "parley.broadcast", defaultValue = "role") Who who) {
        this.store = store;
        this.backplane = backplane;
        this.sessions = sessions;
        this.frames = frames;
        this.who = who;
        this.ephemeral = ephemeral;
    }

    void started(@Observes StartupEvent start) {
        backplane.subscribe(TOPIC, this::onEvent);
    }

    /// Sends the event to every session. Fails with `forbidden` if the sender may not broadcast.
    Future<Void> emit(User sender, Set<String> roles, EphemeralCommand.Emit emit) {
        if (who == Who.ROLE && !roles.contains(VerifiedToken.BROADCAST)) {
            return Future.failedFuture(Problem.forbidden(
                    "to: expected a token with the role \"" + VerifiedToken.BROADCAST + "\" for \"all\", got"
                            + " one with " + roles + " (parley.broadcast=everyone allows it for everyone)"));
        }
        String event = frames.text(Event.Emitted.of(sender, emit));
        return ephemeral.mayEmitToAll(sender, event, sessions.all().size()).compose(_ -> store.publish(TOPIC, event));
    }

    /// As [#emit], for an event whose sender's permission the caller has checked.
    public Future<Void> publish(Event.Emitted event) {
        return store.publish(TOPIC, frames.text(event));
    }

    private void onEvent(byte[] event) {
        ByteBuf frame = FrameEncoder.text(event);
        Map<EventLoop, List<Session>> byLoop = sessions.all().stream().collect(Collectors.groupingBy(Session::loop));
        byLoop.forEach((loop, local) -> {
            frame.retain();
            loop.execute(() -> {
                local.stream()
                        .filter(Session::authenticated)
                        .forEach(session -> session.sendEphemeral(frame.retainedDuplicate()));
                frame.release();
            });
        });
        frame.release();
    }
}
