package chat.parley.session;

import chat.parley.delivery.Lobby;
import chat.parley.delivery.Subscription;
import chat.parley.identity.UserRecord;
import chat.parley.protocol.CatchUp;
import chat.parley.protocol.Json;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import chat.parley.protocol.Resume;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.User;
import chat.parley.room.ResumeRequest;
import chat.parley.room.RoomSnapshot;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// Resumes all of a user's rooms at once: subscribes to each and returns its state, with as many missed
/// events as one reply holds; the rest is `later` (protocol.md section 4). Rooms on the list that the user is
/// no longer a member of are removed from it.
@Singleton
public final class SessionResume {

    /// Bytes of missed events in one reply: a frame holds 512 KiB (protocol.md section 1), and 200 room
    /// states need their part of it.
    private static final int BYTES = 400 << 10;

    /// Rooms read at once; the next wave knows how much of the reply is left.
    private static final int WAVE = 16;

    private static final int MOST_ROOMS = 200;

    private final chat.parley.room.Rooms rooms;
    private final boolean lobby;

    public SessionResume(
            chat.parley.room.Rooms rooms, @ConfigProperty(name = "parley.lobby", defaultValue = "true") boolean lobby) {
        this.rooms = rooms;
        this.lobby = lobby;
    }

    /// The rooms that the reply names, and the subscriptions to open once it is written.
    static final class Rooms {

        private final User user;
        private final int attempt;
        private final List<RoomState> states = new ArrayList<>();
        private final List<Runnable> opening = new ArrayList<>();
        private int remaining = BYTES;

        private Rooms(User user, int attempt) {
            this.user = user;
            this.attempt = attempt;
        }

        List<RoomState> states() {
            return states.stream()
                    .sorted(Comparator.comparingLong(RoomState::at).reversed())
                    .limit(MOST_ROOMS)
                    .toList();
        }

        void open() {
            opening.forEach(Runnable::run);
        }
    }

    /// @param proven whether the user presented a token, and so may be known although the store has no record
    Future<Rooms> of(Session session, List<Resume> resume, UserRecord known, boolean proven, int attempt) {
        Map<RoomId, Position> since = new HashMap<>();
        resume.forEach(entry -> since.put(entry.room(), entry.since()));
        LinkedHashSet<RoomId> all = new LinkedHashSet<>();
        Set<RoomId> memberOf = new HashSet<>(known.rooms());
        // Without a record the list is lost, too; the rooms themselves still know their members.
        boolean lost = known.fresh() && proven;
        resume.stream()
                .map(Resume::room)
                .filter(room -> lost || memberOf.contains(room))
                .forEach(all::add);
        all.addAll(known.rooms());
        all.removeIf(room -> !session.hears(room));
        Rooms found = new Rooms(known.user(), attempt);
        Future<Void> done = wave(session, new ArrayList<>(all), since, found);
        if (lobby && known.fresh() && !User.isBot(known.user().id())) {
            done = done.compose(_ -> newcomer(session, proven, found));
        }
        return done.map(found);
    }

    /// A new user joins the lobby. A user whose record the store has lost may already be in it, since their
    /// list named it, or have been removed from it for good.
    private Future<Void> newcomer(Session session, boolean proven, Rooms found) {
        if (session.subscriptions().containsKey(Lobby.ROOM)) {
            return Future.succeededFuture();
        }
        Future<Boolean> removed = proven ? rooms.wasRemoved(found.user, Lobby.ROOM) : Future.succeededFuture(false);
        return removed.compose(wasRemoved -> wasRemoved ? Future.succeededFuture() : joinLobby(session, found));
    }

    private Future<Void> joinLobby(Session session, Rooms found) {
        Subscription subscription = new Subscription(Lobby.ROOM, session);
        return rooms.join(subscription, ResumeRequest.brief(Optional.empty()), false, true)
                .<Void>map(lobbyFound -> {
                    subscribed(session, subscription, lobbyFound, found);
                    return null;
                })
                .recover(failure -> failure instanceof Problem problem && problem.code() == ProblemCode.BANNED
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }

    private Future<Void> wave(Session session, List<RoomId> waiting, Map<RoomId, Position> since, Rooms found) {
        if (waiting.isEmpty()) {
            return Future.succeededFuture();
        }
        int count = Math.min(WAVE, waiting.size());
        List<RoomId> rest = waiting.subList(count, waiting.size());
        return Future.join(some(session, waiting.subList(0, count), since, found))
                .compose(_ -> wave(session, rest, since, found));
    }

    private List<Future<?>> some(Session session, List<RoomId> now, Map<RoomId, Position> since, Rooms found) {
        List<Future<?>> wave = new ArrayList<>(now.size());
        List<Subscription> subscriptions = new ArrayList<>(now.size());
        List<ResumeRequest> requests = new ArrayList<>(now.size());
        for (RoomId room : now) {
            Optional<Position> from = Optional.ofNullable(since.get(room));
            ResumeRequest request = from.isPresent() && found.remaining > 0
                    ? ResumeRequest.part(from, found.remaining)
                    : ResumeRequest.brief(from);
            Subscription existing = session.subscriptions().get(room);
            if (existing == null) {
                subscriptions.add(new Subscription(room, session));
                requests.add(request);
            } else {
                wave.add(renew(existing, from, request, found));
            }
        }
        List<Future<RoomSnapshot>> states = rooms.subscribe(subscriptions, requests);
        for (int i = 0; i < subscriptions.size(); i++) {
            Subscription subscription = subscriptions.get(i);
            wave.add(states.get(i)
                    .map(state -> subscribed(session, subscription, state, found))
                    .recover(failure -> notIn(found, subscription.room(), failure)));
        }
        return wave;
    }

    /// A second `hello` on a connection: a room with a position gets what came after it, a room without one
    /// continues.
    private Future<Void> renew(
            Subscription subscription, Optional<Position> since, ResumeRequest request, Rooms found) {
        if (since.isEmpty()) {
            return rooms.look(subscription, request)
                    .map(state -> found.states.add(state.state()))
                    .mapEmpty();
        }
        subscription.shut();
        return rooms.look(subscription, request)
                .map(state -> {
                    add(subscription, state, found);
                    return state;
                })
                .onFailure(_ -> subscription.reopen())
                .mapEmpty();
    }

    private RoomSnapshot subscribed(Session session, Subscription subscription, RoomSnapshot state, Rooms found) {
        if (session.attempt() != found.attempt || session.ended()) {
            rooms.unsubscribe(List.of(subscription), found.user);
        } else if (session.register(subscription)) {
            add(subscription, state, found);
        } else {
            found.states.add(state.state());
        }
        return state;
    }

    /// What does not fit into the reply comes later.
    private void add(Subscription subscription, RoomSnapshot state, Rooms found) {
        int size = size(state.state().catchUp());
        if (size <= found.remaining) {
            found.remaining -= size;
            found.states.add(state.state());
        } else {
            found.states.add(state.state().with(CatchUp.later()));
        }
        RoomState answered = found.states.getLast();
        boolean later = answered.catchUp().state() == CatchUp.State.LATER;
        found.opening.add(later ? subscription::sleep : () -> subscription.open(answered));
    }

    /// The user is no longer a member: their list was outdated.
    private Future<RoomSnapshot> notIn(Rooms found, RoomId room, Throwable failure) {
        if (failure instanceof Problem problem && !problem.retry()) {
            return rooms.removeFromList(found.user, room).mapEmpty();
        }
        return Future.failedFuture(failure);
    }

    private static int size(CatchUp catchUp) {
        return Stream.of(catchUp.events(), catchUp.messages())
                .flatMap(Optional::stream)
                .flatMap(Collection::stream)
                .map(Json::text)
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
