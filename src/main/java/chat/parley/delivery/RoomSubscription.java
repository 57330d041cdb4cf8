package chat.parley.delivery;

import chat.parley.backplane.TopicListener;
import chat.parley.history.Removal;
import chat.parley.protocol.Cursors;
import chat.parley.protocol.Event;
import chat.parley.protocol.Event.RoomGone.Reason;
import chat.parley.protocol.Position;
import chat.parley.protocol.RoomId;
import chat.parley.websocket.FrameEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// This pod's subscription to a room with at least one subscribed session: its sequencer, and the event loops
/// to which it delivers. Confined to the backplane's event loop.
final class RoomSubscription implements SequencerOutput, TopicListener {

    private static final long RETRY_MS = 500;

    /// A room with more users online publishes numbers only, and rarely (protocol.md section 5).
    private static final long NAMED = 500;

    /// Names in one event; the pause until the next, when there are more.
    private static final int NAMED_AT_ONCE = 100;

    private static final long SLICE_MS = 20;

    private static final long PRESENCE_MS = 1_000;
    private static final long RARELY_MS = 5_000;
    private static final long CHANGED_MS = 300;
    private static final String EVERYBODY = RoomMessage.Changed.EVERYBODY;

    private final RoomId room;
    private final RoomSubscriptions subscriptions;
    private final RoomSequencer sequencer;
    private final Map<EventLoop, Integer> sessionsByLoop = new HashMap<>(4);
    /// The loops as an array for iteration: a session that ends meanwhile unsubscribes, and may remove its
    /// loop, at once.
    private EventLoop[] loops = {};
    /// By recipient: in a direct room one for each of the two users.
    private final Map<String, PresenceDigest> digests = new HashMap<>(2);
    /// Presence that is being told; the first was, a moment ago.
    private final ArrayDeque<Runnable> slices = new ArrayDeque<>(0);
    private final TypingNotifier typing;
    private final FanOutTraces fanOuts;
    private Future<Void> subscribed = Future.succeededFuture();
    private long storedAt;
    private boolean changeScheduled;

    RoomSubscription(RoomId room, RoomSubscriptions subscriptions) {
        this.room = room;
        this.subscriptions = subscriptions;
        this.sequencer = new RoomSequencer(room, subscriptions.log(), this);
        this.typing = new TypingNotifier(room, subscriptions, this::deliverEphemeral);
        this.fanOuts = new FanOutTraces(room, subscriptions.traces());
    }

    /// Sets the future that completes when Redis has confirmed the subscription to the room's topic.
    void subscribedWhen(Future<Void> confirmed) {
        this.subscribed = confirmed;
    }

    RoomSequencer sequencer() {
        return sequencer;
    }

    Future<Void> subscribed() {
        return subscribed;
    }

    void add(EventLoop loop) {
        if (sessionsByLoop.merge(loop, 1, Integer::sum) == 1) {
            loops = sessionsByLoop.keySet().toArray(EventLoop[]::new);
        }
    }

    void remove(EventLoop loop) {
        if (sessionsByLoop.computeIfPresent(loop, (_, count) -> count == 1 ? null : count - 1) == null) {
            loops = sessionsByLoop.keySet().toArray(EventLoop[]::new);
        }
    }

    @Override
    public boolean closed() {
        return sessionsByLoop.isEmpty();
    }

    @Override
    public void missed() {
        subscriptions.missed(room);
    }

    @Override
    public void receive(byte[] bytes) {
        RoomMessage.read(bytes).ifPresent(this::receive);
    }

    private void receive(RoomMessage message) {
        switch (message) {
            case RoomMessage.Log log -> {
                storedAt = log.storedAt();
                fanOuts.received(log.contexts(), log.events());
                sequencer.receive(log);
            }
            case RoomMessage.Presence presence -> moved(presence);
            case RoomMessage.Removed(String user, Reason reason) -> removed(user, reason);
            case RoomMessage.Changed(String user) -> changed(user);
            case RoomMessage.Receipt(String leftOut, List<Cursors> cursors) ->
                deliverEphemeral(frame(new Event.Receipt(room, cursors)), without(leftOut));
            case RoomMessage.Renamed(String which, List<String> events) ->
                events.forEach(event -> each(event, (local, frame) -> local.deliverOnce(room, frame, which)));
            case RoomMessage.Emitted(String leftOut, List<String> events) ->
                events.forEach(event -> each(event, (local, frame) -> local.deliverExcept(room, frame, leftOut)));
            case RoomMessage.Echoed(String user, String leftOut, List<String> events) ->
                events.forEach(event -> each(event, (local, frame) -> local.deliverTo(room, frame, user, leftOut)));
            case RoomMessage.Typing typists -> typing.receive(typists);
        }
    }

    @Override
    public void removed(Removal removal) {
        removed(removal.user(), removal.reason());
    }

    private void removed(String user, Reason reason) {
        inPlace((local, last) -> local.removed(room, user, reason, last));
    }

    /// Batches changes for everybody, since each costs one read per session.
    private void changed(String user) {
        if (!user.equals(EVERYBODY)) {
            inPlace((local, last) -> local.changed(room, user::equals, last));
        } else if (!changeScheduled) {
            changeScheduled = true;
            PresenceDigest all = digests.get(EVERYBODY);
            subscriptions.after(all != null && all.online() > NAMED ? RARELY_MS : CHANGED_MS, () -> {
                changeScheduled = false;
                inPlace((local, last) -> local.changed(room, _ -> true, last));
            });
        }
    }

    /// Runs `action` on each event loop, in order with the log events. While the room's head is unknown it is
    /// retried later, since sessions that are subscribing may have read the room before it.
    private void inPlace(BiConsumer<LoopSubscribers, Position> action) {
        sequencer.flush();
        Position last = sequencer.last();
        if (last != null) {
            for (EventLoop loop : loops) {
                subscriptions.withSubscribers(loop, local -> action.accept(local, last));
            }
        } else if (!closed()) {
            later(() -> inPlace(action));
        }
    }

    @Override
    public void deliver(Publication publication) {
        long at = storedAt;
        FanOutTrace fanOut = fanOuts.of(publication, loops.length);
        for (EventLoop loop : loops) {
            publication.frames().retain();
            subscriptions.withSubscribers(loop, local -> {
                local.deliver(room, publication);
                subscriptions.delivered(at);
                if (fanOut.traced()) {
                    fanOut.delivered(local.count(room));
                }
            });
        }
        publication.frames().release();
    }

    @Override
    public void renew(Position last) {
        for (EventLoop loop : loops) {
            subscriptions.withSubscribers(loop, local -> local.renew(room, last));
        }
    }

    @Override
    public void onLoop(Runnable task) {
        subscriptions.onLoop(task);
    }

    @Override
    public void healing() {
        subscriptions.healing();
    }

    @Override
    public void atEndOfTurn(Runnable task) {
        subscriptions.atEndOfTurn(task);
    }

    @Override
    public void later(Runnable task) {
        subscriptions.after(RETRY_MS, task);
    }

    private static Map<String, @Nullable ByteBuf> without(String user) {
        return user.isEmpty() ? Map.of() : Collections.singletonMap(user, null);
    }

    private void moved(RoomMessage.Presence presence) {
        String viewer = presence.viewer().orElse(EVERYBODY);
        PresenceDigest digest = digests.computeIfAbsent(viewer, _ -> new PresenceDigest());
        for (RoomMessage.Move move : presence.moves()) {
            if (move.online()) {
                digest.cameOnline(move.user());
            } else {
                digest.wentOffline(move.user());
            }
        }
        counted(viewer, digest, presence.members(), presence.online());
    }

    private void counted(String viewer, PresenceDigest digest, long members, long online) {
        if (digest.counts(members, online)) {
            subscriptions.after(online > NAMED ? RARELY_MS : PRESENCE_MS, () -> publishPresence(viewer, digest));
        }
    }

    private void publishPresence(String viewer, PresenceDigest digest) {
        // In a direct room what names nobody is what its viewer may not know, or what they did themselves.
        if (digest.isEmpty() || (!viewer.equals(EVERYBODY) && digest.namesNobody())) {
            digest.clear();
            return;
        }
        if (digest.online() <= NAMED && !room.equals(Lobby.ROOM)) {
            digest.parts(NAMED_AT_ONCE).forEach(part -> inSlices(() -> publishPresence(viewer, part)));
        } else {
            PresencePart numbers = digest.numbers();
            inSlices(() -> publishPresence(viewer, numbers));
        }
        digest.clear();
    }

    private void publishPresence(String viewer, PresencePart part) {
        ByteBuf frames = presence(part);
        Set<String> named = part.named();
        String leftOut = viewer.equals(EVERYBODY) ? "" : room.other(viewer);
        for (EventLoop loop : loops) {
            frames.retain();
            subscriptions.withSubscribers(
                    loop,
                    local -> local.deliverNaming(room, frames, user -> {
                        if (user.equals(leftOut)) {
                            return null;
                        }
                        if (!named.contains(user)) {
                            return frames.retainedDuplicate();
                        }
                        PresencePart others = part.without(user);
                        return others.namesNobody() ? null : presence(others);
                    }));
        }
        frames.release();
    }

    /// What names a thousand people goes out in slices, so that messages go first. In order.
    private void inSlices(Runnable slice) {
        slices.add(slice);
        if (slices.size() == 1) {
            nextSlice();
        }
    }

    private void nextSlice() {
        Runnable slice = slices.peek();
        if (slice != null) {
            slice.run();
            subscriptions.after(SLICE_MS, () -> {
                slices.remove();
                nextSlice();
            });
        }
    }

    private ByteBuf presence(PresencePart part) {
        return frame(new Event.Presence(room, part.joined(), part.left(), part.members(), part.online()));
    }

    private ByteBuf frame(Event event) {
        return FrameEncoder.text(subscriptions.frames().event(event));
    }

    /// Runs `action` on each event loop with its own reference to the event's frame.
    private void each(String event, BiConsumer<LoopSubscribers, ByteBuf> action) {
        ByteBuf frame = FrameEncoder.text(event.getBytes(StandardCharsets.UTF_8));
        for (EventLoop loop : loops) {
            frame.retain();
            subscriptions.withSubscribers(loop, local -> action.accept(local, frame));
        }
        frame.release();
    }

    private void deliverEphemeral(ByteBuf frames, Map<String, @Nullable ByteBuf> special) {
        for (EventLoop loop : loops) {
            frames.retain();
            special.values().forEach(other -> {
                if (other != null) {
                    other.retain();
                }
            });
            subscriptions.withSubscribers(loop, local -> {
                local.deliverEphemeral(room, frames, special);
                special.values().forEach(RoomSubscription::release);
            });
        }
        frames.release();
        special.values().forEach(RoomSubscription::release);
    }

    private static void release(@Nullable ByteBuf frames) {
        if (frames != null) {
            frames.release();
        }
    }
}
