package chat.parley.session;

import chat.parley.backplane.RedisBackplane;
import chat.parley.backplane.TopicListener;
import chat.parley.delivery.RoomSubscriptions;
import chat.parley.identity.RedisUsers;
import chat.parley.keyspace.UserTopic;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The sessions of this pod: their number, and those of each user. A user's topic is subscribed while they
/// have a session here. Thread-safe.
@Singleton
public final class Sessions {

    private final RedisStore store;
    private final RedisBackplane backplane;
    private final RoomSubscriptions roomSubscriptions;
    private final RedisUsers users;
    private final LimitsConfig limits;
    private volatile String storeId = "";
    private final List<Consumer<String>> whenGreeted = new CopyOnWriteArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    /// Guarded by itself.
    private final Map<String, Present> present = new HashMap<>();

    private static final class Present {
        /// Immutable; replaced on changes.
        private List<Session> sessions = List.of();
        private final TopicListener listener;
        private Future<Void> subscribed = Future.succeededFuture();

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
            RoomSubscriptions roomSubscriptions,
            RedisUsers users,
            LimitsConfig limits,
            MeterRegistry meters) {
        this.store = store;
        this.backplane = backplane;
        this.roomSubscriptions = roomSubscriptions;
        this.users = users;
        this.limits = limits;
        Gauge.builder("parley.connections.open", taken, AtomicInteger::doubleValue)
                .description("Open WebSocket connections, including those whose hello has not succeeded yet")
                .register(meters);
        Gauge.builder("parley.connections.limit", limits, LimitsConfig::connections)
                .description("Most WebSocket connections that this pod accepts (parley.limits.connections)")
                .register(meters);
        backplane.whenBack(this::reconcile);
    }

    /// How many connections there are, with or without a `hello`.
    public int connections() {
        return taken.get();
    }

    /// How many users are connected.
    public int users() {
        synchronized (present) {
            return present.size();
        }
    }

    /// Takes a place for a connection; false when the pod is full.
    boolean take() {
        if (taken.incrementAndGet() > limits.connections()) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /// Returns the place of a closed connection.
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

    /// Blocks until the last connection is closed, or the time is up.
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

    /// Every open connection, with or without a `hello`.
    Set<Session> all() {
        return open;
    }

    /// Registers the user of a session. Completes on the session's context when the user's topic is
    /// subscribed, which another session may have begun. If the user has too many sessions the oldest ends
    /// with 4503.
    Future<Void> authenticated(Session session, User user) {
        if (session.ended()) {
            return Future.failedFuture(new IllegalStateException("the connection is gone"));
        }
        Session oldest = null;
        Promise<Void> subscribed = session.context().promise();
        session.setUser(user);
        synchronized (present) {
            Present entry = present.computeIfAbsent(user.id(), this::register);
            entry.add(session);
            if (entry.sessions.size() > limits.connectionsPerUser()) {
                oldest = entry.sessions.getFirst();
                entry.remove(oldest);
            }
            entry.subscribed.onComplete(subscribed);
        }
        if (oldest != null) {
            oldest.end(
                    CloseCode.REPLACED,
                    "expected at most " + limits.connectionsPerUser()
                            + " connections of one user (parley.limits.connections-per-user)");
        }
        return subscribed.future();
    }

    /// The completed future is replaced, so that it keeps nothing.
    private Present register(String user) {
        Present entry = new Present(text -> onUserEvent(user, text));
        entry.subscribed = backplane.subscribe(new UserTopic(store.prefix(), user).name(), entry.listener);
        entry.subscribed.onSuccess(_ -> {
            synchronized (present) {
                entry.subscribed = Future.succeededFuture();
            }
        });
        return entry;
    }

    /// Tells `listener` the user of each connection whose first `hello` succeeded, on its event loop.
    public void whenGreeted(Consumer<String> listener) {
        whenGreeted.add(listener);
    }

    void greeted(User user) {
        whenGreeted.forEach(listener -> listener.accept(user.id()));
    }

    /// A session has ended.
    void over(Session session) {
        open.remove(session);
        forget(session);
    }

    /// Forgets the user of a session.
    void forget(Session session) {
        session.known().ifPresent(user -> {
            synchronized (present) {
                Present entry = present.get(user.id());
                if (entry != null && entry.remove(session) && entry.sessions.isEmpty()) {
                    present.remove(user.id());
                    backplane.unsubscribe(new UserTopic(store.prefix(), user.id()).name(), entry.listener);
                }
            }
        });
    }

    /// What a user had verified before this time (Unix milliseconds) is void.
    void revoked(String user, long at) {
        of(user).forEach(session ->
                session.context().emit(_ -> session.credentials().revoked(at)));
    }

    private void onUserEvent(String user, byte[] text) {
        UserEvent.read(new String(text, StandardCharsets.UTF_8)).ifPresent(event -> onUserEvent(user, event));
    }

    private void onUserEvent(String user, UserEvent event) {
        if (event instanceof UserEvent.Read read) {
            // Its place is between the log events of this turn.
            roomSubscriptions.flush(read.room());
            deliver(user, event);
        } else {
            // Log events of this turn were published before it and go first; they are delivered at the turn's end.
            backplane.loop().runOnContext(_ -> deliver(user, event));
        }
    }

    private void deliver(String user, UserEvent event) {
        of(user).forEach(session -> session.context().emit(_ -> session.receive(event)));
    }

    /// The sessions of one user on this pod.
    List<Session> of(String user) {
        synchronized (present) {
            Present entry = present.get(user);
            return entry == null ? List.of() : entry.sessions;
        }
    }

    /// While the subscription was lost a user may have joined or left a room on another device. A store that
    /// was replaced, or that answers only in part, may have lost a membership: then a missing room does not
    /// prove that the user left.
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

    /// The sessions of bots on this pod.
    List<Session> ofBots() {
        List<Session> bots = new ArrayList<>();
        synchronized (present) {
            present.forEach((user, entry) -> {
                if (User.isBot(user)) {
                    bots.addAll(entry.sessions);
                }
            });
        }
        return bots;
    }

    /// Who is connected here and how, at this moment; users with no `hello` yet are not. It walks all sessions, so
    /// whoever asks is no event loop.
    public List<Connected> connected() {
        List<List<Session>> all;
        synchronized (present) {
            all = present.values().stream().map(entry -> entry.sessions).toList();
        }
        long now = System.nanoTime();
        return all.stream()
                .flatMap(sessions -> connected(sessions, now).stream())
                .toList();
    }

    private static Optional<Connected> connected(List<Session> sessions, long now) {
        return sessions.stream()
                .flatMap(session -> session.known().stream())
                .findFirst()
                .map(user -> new Connected(
                        user,
                        sessions.size(),
                        sessions.stream()
                                .mapToLong(session -> session.age(now))
                                .max()
                                .orElse(0),
                        sessions.stream().mapToInt(Session::roomsAbout).max().orElse(0)));
    }

    /// Each user who is connected here.
    List<String> everybody() {
        synchronized (present) {
            return List.copyOf(present.keySet());
        }
    }
}
