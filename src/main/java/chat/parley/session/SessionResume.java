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

/// A user comes back to all of his rooms at once: takes a seat in each and says how it stands, with what he missed as
/// far as one reply holds it; the rest is `later` (protocol.md section 4). His list may name rooms that he is no longer
/// in: they are taken off it.
@Singleton
public final class SessionResume {

    /// Bytes of missed events in one reply: a frame holds 512 KiB (protocol.md section 1), and 200 room states need
    /// their part of it.
    private static final int BYTES = 400 << 10;

    /// Rooms asked for at once; the next wave knows how much of the reply is left.
    private static final int WAVE = 16;

    private static final int MOST_ROOMS = 200;

    private final chat.parley.room.Rooms rooms;
    private final boolean lobby;

    public SessionResume(
            chat.parley.room.Rooms rooms, @ConfigProperty(name = "parley.lobby", defaultValue = "true") boolean lobby) {
        this.rooms = rooms;
        this.lobby = lobby;
    }

    /// The rooms that the reply names, and the seats to open once it is written.
    static final class Rooms {

        private final User user;
        private final int attempt;
        private final List<RoomState> states = new ArrayList<>();
        private final List<Runnable> opening = new ArrayList<>();
        private int left = BYTES;

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

    /// @param proven whether the user showed a token, and so may have been here before, though the store knows nothing
    Future<Rooms> of(Session session, List<Resume> resume, UserRecord known, boolean proven, int attempt) {
        Map<RoomId, Position> since = new HashMap<>();
        resume.forEach(one -> since.put(one.room(), one.since()));
        LinkedHashSet<RoomId> all = new LinkedHashSet<>();
        Set<RoomId> listed = new HashSet<>(known.rooms());
        resume.stream().map(Resume::room).filter(listed::contains).forEach(all::add);
        all.addAll(known.rooms());
        Rooms found = new Rooms(known.user(), attempt);
        Future<Void> done = wave(session, new ArrayList<>(all), since, found);
        if (known.fresh() && lobby) {
            done = done.compose(_ -> newcomer(session, proven, found));
        }
        return done.map(found);
    }

    /// A new user belongs to the lobby. One whose record the store has lost may sit there by now, since the list named
    /// it, or be out of it for good.
    private Future<Void> newcomer(Session session, boolean proven, Rooms found) {
        if (session.seats().containsKey(Lobby.ROOM)) {
            return Future.succeededFuture();
        }
        Future<Boolean> out = proven ? rooms.wasRemoved(found.user, Lobby.ROOM) : Future.succeededFuture(false);
        return out.compose(stays -> stays ? Future.succeededFuture() : joinLobby(session, found));
    }

    private Future<Void> joinLobby(Session session, Rooms found) {
        Subscription seat = new Subscription(Lobby.ROOM, session);
        return rooms.join(seat, ResumeRequest.brief(Optional.empty()), false)
                .<Void>map(lobbyFound -> {
                    seated(session, seat, lobbyFound, found);
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
        List<Subscription> seats = new ArrayList<>(now.size());
        List<ResumeRequest> looks = new ArrayList<>(now.size());
        for (RoomId room : now) {
            Optional<Position> from = Optional.ofNullable(since.get(room));
            ResumeRequest look = from.isPresent() && found.left > 0
                    ? ResumeRequest.part(from, found.left)
                    : ResumeRequest.brief(from);
            Subscription before = session.seats().get(room);
            if (before == null) {
                seats.add(new Subscription(room, session));
                looks.add(look);
            } else {
                wave.add(again(before, from, look, found));
            }
        }
        List<Future<RoomSnapshot>> states = rooms.sit(seats, looks);
        for (int i = 0; i < seats.size(); i++) {
            Subscription seat = seats.get(i);
            wave.add(states.get(i)
                    .map(state -> seated(session, seat, state, found))
                    .recover(failure -> notIn(found, seat.room(), failure)));
        }
        return wave;
    }

    /// A second `hello` on one connection: who gives a position gets what came after it, who gives none goes on.
    private Future<Void> again(Subscription seat, Optional<Position> since, ResumeRequest look, Rooms found) {
        if (since.isEmpty()) {
            return rooms.look(seat, look)
                    .map(state -> found.states.add(state.state()))
                    .mapEmpty();
        }
        seat.shut();
        return rooms.look(seat, look)
                .map(state -> {
                    add(seat, state, found);
                    return state;
                })
                .onFailure(_ -> seat.reopen())
                .mapEmpty();
    }

    private RoomSnapshot seated(Session session, Subscription seat, RoomSnapshot state, Rooms found) {
        if (session.attempt() != found.attempt || session.ended()) {
            rooms.stand(List.of(seat), found.user);
        } else if (session.seated(seat)) {
            add(seat, state, found);
        } else {
            found.states.add(state.state());
        }
        return state;
    }

    /// What does not fit any more into the reply comes later.
    private void add(Subscription seat, RoomSnapshot state, Rooms found) {
        int size = size(state.state().catchUp());
        if (size <= found.left) {
            found.left -= size;
            found.states.add(state.state());
        } else {
            found.states.add(state.state().with(CatchUp.later()));
        }
        RoomState told = found.states.getLast();
        boolean later = told.catchUp().state() == CatchUp.State.LATER;
        found.opening.add(later ? seat::sleep : () -> seat.open(told));
    }

    /// He is no member any more: the list was behind.
    private Future<RoomSnapshot> notIn(Rooms found, RoomId room, Throwable failure) {
        if (failure instanceof Problem problem && !problem.retry()) {
            return rooms.notIn(found.user, room).mapEmpty();
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
