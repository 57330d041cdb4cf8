package chat.parley.session;

import chat.parley.identity.RedisUsers;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.Change;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.EmitTarget;
import chat.parley.protocol.Empty;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Ok;
import chat.parley.protocol.Pong;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Renamed;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.Sent;
import chat.parley.protocol.User;
import chat.parley.receipt.Advance;
import chat.parley.room.ResumeRequest;
import chat.parley.room.RoomSnapshot;
import chat.parley.room.Rooms;
import chat.parley.trace.Step;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries out commands that come without a connection, over HTTP: the same rights, checks and answers as on
/// the socket (protocol.md section 12). A new command type does not compile until it is handled here, too.
/// Thread-safe; every future fails with [Problem] for a refusal.
@Singleton
public final class RequestCommands {

    private final CommandServices services;
    private final Sessions sessions;
    private final RedisUsers users;
    private final LastSeen lastSeen;

    RequestCommands(CommandServices services, Sessions sessions, RedisUsers users, LastSeen lastSeen) {
        this.services = services;
        this.sessions = sessions;
        this.users = users;
        this.lastSeen = lastSeen;
    }

    /// What a command counts of a user's allowance.
    public static int cost(Command command) {
        return Cost.of(command);
    }

    /// The user of a request with the name that they have now, which may be another than in their token.
    public Future<User> known(VerifiedToken proof) {
        User user = proof.user();
        if (User.isBot(user.id())) {
            // Its name is that of its key, and it is not removed for absence.
            return Future.succeededFuture(user);
        }
        lastSeen.note(user.id());
        return sessions.of(user.id()).stream()
                .flatMap(session -> session.known().stream())
                .findFirst()
                .map(Future::succeededFuture)
                .orElseGet(() -> users.name(user.id())
                        .map(name -> name.map(current -> new User(user.id(), current))
                                .orElse(user)));
    }

    /// Carries out one command. What needs a connection is `unsupported`: `hello`, `typing` and watching rooms.
    ///
    /// @param user as [#known]
    /// @param proof of the request
    public Future<? extends Ok> carryOut(User user, VerifiedToken proof, Command command) {
        Rooms rooms = services.rooms();
        return switch (command) {
            case Command.Hello _ -> needsConnection("op: expected another command than hello");
            case Command.Join join -> join(user, proof, join);
            case Command.Leave leave -> done(leave(user, leave.room()));
            case Command.Send send -> send(user, proof, send);
            case Change change -> services.changes().change(user, change, KeyRules.power(proof.key(), change.room()));
            case Command.Block block -> done(services.conversations().block(user, block.user(), block.on()));
            case Command.History history -> rooms.history(user, history);
            case Command.Members members ->
                rooms.members(
                        user,
                        members,
                        KeyRules.power(proof.key(), members.room()).moderates());
            case CursorCommand cursor ->
                done(services.cursors().advance(user, Rooms.NO_SESSION, cursor.room(), Advance.of(cursor)));
            case Command.Receipts receipts -> services.cursors().receipts(user, receipts.room(), receipts.seq());
            case Command.Rooms listed ->
                listed.watch().isPresent() ? needsConnection("expected rooms without watch") : rooms.rooms(listed);
            case Command.Rename rename ->
                services.names()
                        .mayRename(proof)
                        .compose(_ -> rooms.rename(user, rename.name()))
                        .map(Renamed::new);
            case Command.Ping _ ->
                Future.succeededFuture(new Pong(services.clock().millis()));
            case Create create ->
                services.groups()
                        .create(user, Rooms.NO_SESSION, proof.roles(), create)
                        .compose(room -> rooms.state(user, room))
                        .map(RoomSnapshot::state);
            case Moderate moderate ->
                done(services.groups()
                        .moderation()
                        .moderate(
                                user,
                                moderate,
                                KeyRules.power(proof.key(), moderate.room()).moderates()));
            case Command.Retitle retitle ->
                done(services.groups()
                        .moderation()
                        .retitle(
                                user,
                                retitle,
                                KeyRules.power(proof.key(), retitle.room()).moderates()));
            case Command.SetRoom set ->
                done(services.groups()
                        .moderation()
                        .set(user, set, KeyRules.power(proof.key(), set.room()).moderates()));
            case Command.ChangeTopic topic ->
                done(services.groups()
                        .moderation()
                        .changeTopic(
                                user,
                                topic,
                                KeyRules.power(proof.key(), topic.room()).moderates()));
            case Command.Reactors reactors -> services.reactors().page(user.id(), reactors);
            case Command.Mark mark -> done(services.own().mark(user, Rooms.NO_SESSION, mark));
            case Command.Notify notify -> done(services.own().notify(user, notify));
            case EphemeralCommand.Typing _ -> needsConnection("op: expected another command than typing");
            case EphemeralCommand.Emit emit -> done(emit(user, proof, emit));
        };
    }

    /// Messages of one request, which keep their order in each room.
    public final class Sends {
        private final User user;
        private final VerifiedToken proof;
        /// The last one of each direct room: it may have to be opened first.
        private final Map<RoomId, Future<Sent>> last = new HashMap<>();

        private Sends(User user, VerifiedToken proof) {
            this.user = user;
            this.proof = proof;
        }

        /// Sends the next message, behind those before it.
        public Future<Sent> next(Command.Send message) {
            RoomId room = message.room().roomOf(user.id());
            return room.kind() == RoomKind.DIRECT
                    ? last.compute(room, (_, before) -> sendBehind(before, message))
                    : send(user, proof, message);
        }

        private Future<Sent> sendBehind(@Nullable Future<Sent> before, Command.Send message) {
            return before == null ? send(user, proof, message) : before.transform(_ -> send(user, proof, message));
        }
    }

    /// Begins to send messages in order. Used by one thread.
    ///
    /// @param proof of the request
    public Sends sends(User user, VerifiedToken proof) {
        return new Sends(user, proof);
    }

    private static <T> Future<T> needsConnection(String expected) {
        return Future.failedFuture(Problem.unsupported(expected + ", which needs a connection (GET /ws)"));
    }

    private static Future<Empty> done(Future<?> work) {
        return work.map(_ -> new Empty());
    }

    private Future<? extends Ok> join(User user, VerifiedToken proof, Command.Join join) {
        return services.rooms()
                .join(
                        user,
                        join.room(),
                        ResumeRequest.whole(join.since()),
                        services.groups().makers().include(proof.roles()))
                .map(RoomSnapshot::state);
    }

    private Future<Void> leave(User user, RoomId room) {
        return room.kind() == RoomKind.DIRECT
                ? services.conversations().hide(user, room)
                : services.rooms().leave(user, room);
    }

    private Future<Sent> send(User user, VerifiedToken proof, Command.Send send) {
        RoomId room = send.room().roomOf(user.id());
        Step frame = services.traces().frame(room);
        return frame.until(
                room.kind() == RoomKind.DIRECT
                        ? services.conversations().send(user, Rooms.NO_SESSION, send, frame)
                        : services.rooms()
                                .send(user, Rooms.NO_SESSION, send, KeyRules.power(proof.key(), room), frame));
    }

    private Future<Void> emit(User user, VerifiedToken proof, EphemeralCommand.Emit emit) {
        EphemeralServices ephemeral = services.ephemeral();
        return switch (emit.to()) {
            case ALL -> ephemeral.broadcasts().emit(user, proof.roles(), emit);
            case SELF ->
                Future.failedFuture(Problem.badRequest("to: expected \"" + EmitTarget.ROOM.wire() + "\", \""
                        + EmitTarget.OTHERS.wire() + "\" or \"" + EmitTarget.ALL.wire()
                        + "\", got \"" + EmitTarget.SELF.wire() + "\", which is a connection"));
            case ROOM, OTHERS ->
                ephemeral
                        .events()
                        .emit(
                                user,
                                Rooms.NO_SESSION,
                                emit,
                                KeyRules.power(proof.key(), emit.room().orElseThrow()),
                                sessions.of(user.id()).size());
        };
    }
}
