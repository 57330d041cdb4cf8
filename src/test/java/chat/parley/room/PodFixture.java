package chat.parley.room;

import static chat.parley.kit.Store.result;

import chat.parley.backplane.RedisBackplane;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.delivery.TestSubscriber;
import chat.parley.dev.OwnRedis;
import chat.parley.kit.Settings;
import chat.parley.presence.PresenceConfig;
import chat.parley.presence.RedisPresence;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.StoreClock;
import chat.parley.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// Rooms in a Redis of their own, and one pod's subscriptions to them over real pub/sub: all of a pod but its
/// sessions and sockets.
final class PodFixture implements AutoCloseable {
    private final OwnRedis redis = new OwnRedis();
    private final RoomFixture rooms;
    private final RedisBackplane backplane;
    private final RoomSubscriptions subscriptions;

    /// @param given settings, `name=value`
    PodFixture(List<String> given) {
        rooms = new RoomFixture(redis, "here", given);
        backplane = rooms.store().backplane();
        subscriptions = new RoomSubscriptions(
                rooms.store().vertx(),
                backplane,
                rooms.log(),
                new FrameWriter(),
                new StoreClock(),
                new RedisPresence(rooms.store().store(), rooms.pod()),
                Settings.of(PresenceConfig.class),
                Traces.off(),
                new SimpleMeterRegistry());
    }

    OwnRedis redis() {
        return redis;
    }

    RoomFixture rooms() {
        return rooms;
    }

    RedisBackplane backplane() {
        return backplane;
    }

    RoomSubscriptions subscriptions() {
        return subscriptions;
    }

    /// A session that has not subscribed yet.
    TestSubscriber session(User user, RoomId room) {
        return new TestSubscriber(rooms.store().vertx(), user, room);
    }

    /// Subscribes a session; its subscription holds events back.
    void subscribe(TestSubscriber session) {
        result(Future.<Void>future(done -> session.loop()
                .execute(() -> subscriptions.subscribe(session.subscription()).onComplete(done))));
    }

    /// The same, and delivery begins with what follows the room's head.
    void subscribeFromHead(TestSubscriber session) {
        subscribe(session);
        RoomId room = session.subscription().room();
        subscriptions.begin(
                room,
                result(rooms.rooms().state(session.user(), room, ResumeRequest.brief(Optional.empty()), false))
                        .head());
        session.does(() -> {});
    }

    /// Unsubscribes a session, on its event loop; false if it was unsubscribed already.
    boolean unsubscribe(TestSubscriber session) {
        return subscriptions.unsubscribe(session.subscription());
    }

    @Override
    public void close() {
        backplane.close();
        rooms.close();
        redis.close();
    }
}
