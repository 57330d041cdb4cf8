package chat.parley.session;

import chat.parley.backplane.RedisBackplane;
import chat.parley.backplane.TopicListener;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.identity.RedisUsers;
import chat.parley.identity.UserTopic;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.User;
import chat.parley.room.UserEvent;
import chat.parley.store.RedisStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// The sessions of this pod: how many there are, and which are one user's. A user's own topic is heard while he has a
/// session here. Thread-safe.
@Singleton
public final class Sessions {

    private final RedisStore store;
    private final RedisBackplane backplane;
    private final RoomSubscriptions feeds;
    private final RedisUsers users;
    private final LimitsConfig limits;
    private volatile String storeId = "";
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    /// Guarded by itself.
    private final Map<String, Present> present = new HashMap<>();

    private static final class Present {
        /// Never changed, but replaced.
        private List<Session> sessions = List.of();
        private final TopicListener listener;
        private Future<Void> heard = Future.succeededFuture();

        private Present(TopicListener listener) {
            this.listener = listener;
        }

        private void add(Session session) {
            if (!sessions.contains(session)) {
                List<Session> more = new ArrayList<>(sessions);
                more.add(session);
                sessions = List.copyOf(more);
            }
        }

        private boolean remove(Session session) {
            List<Session> fewer = new ArrayList<>(sessions);
            boolean was = fewer.remove(session);
            sessions = List.copyOf(fewer);
            return was;
        }
    }

    public Sessions(
            RedisStore store,
            RedisBackplane backplane,
            RoomSubscriptions feeds,
            RedisUsers users,
            LimitsConfig limits,
            MeterRegistry meters) {
        this.store = store;
        this.backplane = backplane;
        this.feeds = feeds;
        this.users = users;
        this.limits = limits;
        Gauge.builder("parley.connections.open", taken, AtomicInteger::doubleValue)
                .description("WebSocket connections that are open, greeted or not")
                .register(meters);
        Gauge.builder("parley.connections.limit", limits, LimitsConfig::connections)
                .description("WebSocket connections that this pod takes (parley.limits.connections)")
                .register(meters);
        backplane.whenBack(this::reconcile);
    }

    /// How many connections there are, greeted or not.
    public int connections() {
        return taken.get();
    }

    /// How many users are connected, each once.
    public int users() {
        synchronized (present) {
            return present.size();
        }
    }

    /// A place for one more connection; false when the pod is full.
    boolean take() {
        if (taken.incrementAndGet() > limits.connections()) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /// The connection that had a place is gone.
    void giveBack() {
        if (taken.decrementAndGet() == 0) {
            synchronized (taken) {
                taken.notifyAll();
            }
        }
    }

    void opened(Session session) {
        open.add(session);
    }

    /// Blocks until the last connection has hung up, or the time is over.
    void awaitNone(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (taken) {
            for (long left = atMost.toMillis(); taken.get() > 0 && left > 0; left = millisUntil(end)) {
                taken.wait(left);
            }
        }
    }

    private static long millisUntil(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime());
    }

    /// Every open connection, greeted or not.
    Set<Session> all() {
        return open;
    }

    /// It is known whose session this is. Completes on the session's context when the user's topic is heard, which one
    /// session may have asked for and another wait for. The oldest of too many sessions
    /// ends with 4503.
    Future<Void> greeted(Session session, User user) {
        if (session.ended()) {
            return Future.failedFuture(new IllegalStateException("the connection is gone"));
        }
        Session oldest = null;
        Promise<Void> heard = session.context().promise();
        session.is(user);
        synchronized (present) {
            Present here = present.computeIfAbsent(user.id(), this::appeared);
            here.add(session);
            if (here.sessions.size() > limits.connectionsPerUser()) {
                oldest = here.sessions.getFirst();
                here.remove(oldest);
            }
            here.heard.onComplete(heard);
        }
        if (oldest != null) {
            oldest.end(
                    CloseCode.REPLACED,
                    "expected at most " + limits.connectionsPerUser()
                            + " connections of one user (parley.limits.connections-per-user)");
        }
        return heard.future();
    }

    /// Of what is heard already nothing is kept.
    private Present appeared(String user) {
        Present here = new Present(text -> told(user, text));
        here.heard = backplane.subscribe(new UserTopic(user).name(), here.listener);
        here.heard.onSuccess(_ -> {
            synchronized (present) {
                here.heard = Future.succeededFuture();
            }
        });
        return here;
    }

    /// A session has ended.
    void over(Session session) {
        open.remove(session);
        forget(session);
    }

    /// Nobody knows any more whose session this is.
    void forget(Session session) {
        session.known().ifPresent(user -> {
            synchronized (present) {
                Present here = present.get(user.id());
                if (here != null && here.remove(session) && here.sessions.isEmpty()) {
                    present.remove(user.id());
                    backplane.unsubscribe(new UserTopic(user.id()).name(), here.listener);
                }
            }
        });
    }

    /// What a user had proven before this time (Unix milliseconds) is void.
    void revoked(String user, long at) {
        of(user).forEach(session ->
                session.context().emit(_ -> session.credentials().revoked(at)));
    }

    private void told(String user, byte[] text) {
        UserEvent.read(new String(text, StandardCharsets.UTF_8)).ifPresent(told -> told(user, told));
    }

    private void told(String user, UserEvent told) {
        if (told instanceof UserEvent.Read read) {
            // Its place is between the log events of this turn.
            feeds.passOn(read.room());
            tell(user, told);
        } else {
            // Log events of this turn were published before it and go first; they leave at the turn's end.
            backplane.loop().runOnContext(_ -> tell(user, told));
        }
    }

    private void tell(String user, UserEvent told) {
        of(user).forEach(session -> session.context().emit(_ -> session.told(told)));
    }

    /// The sessions of one user on this pod.
    List<Session> of(String user) {
        synchronized (present) {
            Present here = present.get(user);
            return here == null ? List.of() : here.sessions;
        }
    }

    /// While the subscription was lost a user may have joined or left a room on another device. A store that is another
    /// one now, or of which a part does not answer, may have lost that he joined: then it is no proof that he left.
    private void reconcile() {
        store.runId().otherwise("").onSuccess(id -> {
            boolean same = !id.isEmpty() && id.equals(storeId);
            storeId = id;
            everybody()
                    .forEach(user -> users.roomsOf(user)
                            .onSuccess(rooms -> of(user).forEach(
                                            session -> session.context().emit(_ -> session.listed(rooms, same)))));
        });
    }

    /// Each user who is connected here, once.
    List<String> everybody() {
        synchronized (present) {
            return List.copyOf(present.keySet());
        }
    }
}
