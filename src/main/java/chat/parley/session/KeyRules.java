package chat.parley.session;

import chat.parley.identity.KeyGrant;
import chat.parley.identity.VerifiedToken;
import chat.parley.protocol.Change;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.KeyScope;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.room.KeyPower;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which commands the scopes and rooms of a key allow (protocol.md section 11). Checked right behind the form
/// of a command, before anything is looked up: a refusal does not tell whether a room exists. A new command
/// type does not compile until it is decided here, too.
public final class KeyRules {

    private static final Set<KeyScope> MODERATES = EnumSet.of(KeyScope.MODERATE);

    private static final Set<KeyScope> ROOMS_OR_MODERATES = EnumSet.of(KeyScope.ROOMS, KeyScope.MODERATE);

    private static final Set<KeyScope> SENDS = EnumSet.of(KeyScope.SEND);

    private static final Set<KeyScope> READS = EnumSet.of(KeyScope.READ);

    /// What a command needs.
    ///
    /// @param scopes any one of these; empty for what no key may do
    /// @param rooms which rooms the key has to be for
    private record Need(Set<KeyScope> scopes, Reach rooms, Optional<RoomId> room) {

        static final Need NOTHING = new Need(EnumSet.allOf(KeyScope.class), Reach.ANY, Optional.empty());

        static final Need NEVER = new Need(Set.of(), Reach.ANY, Optional.empty());

        static Need in(RoomId room, Set<KeyScope> scopes) {
            return new Need(scopes, Reach.ONE, Optional.of(room));
        }

        static Need in(RoomId room, KeyScope scope) {
            return in(room, Set.of(scope));
        }

        static Need everywhere(KeyScope scope) {
            return new Need(Set.of(scope), Reach.ALL, Optional.empty());
        }
    }

    private enum Reach {
        /// Whichever.
        ANY,
        /// The one that it is about.
        ONE,
        /// All: it is about more than any list of rooms.
        ALL
    }

    private KeyRules() {}

    /// Fails with `forbidden` if the proof is a key that may not do this.
    public static void check(VerifiedToken proof, Command command) {
        proof.key()
                .flatMap(key -> refusal(key, need(command, proof.user().id())))
                .ifPresent(KeyRules::refuse);
    }

    /// Fails with `forbidden` if the proof is a key that may not read this room.
    public static void checkRead(VerifiedToken proof, RoomId room) {
        proof.key().flatMap(key -> refusal(key, Need.in(room, KeyScope.READ))).ifPresent(KeyRules::refuse);
    }

    /// Fails with `forbidden` if the proof is a key that may not read the list of rooms.
    public static void checkReadAll(VerifiedToken proof) {
        proof.key().flatMap(key -> refusal(key, Need.everywhere(KeyScope.READ))).ifPresent(KeyRules::refuse);
    }

    /// What a key lets its bot do in a room. It moderates nobody in a direct room, where both have the same say.
    static KeyPower power(Optional<KeyGrant> grant, RoomId room) {
        return grant.map(key -> new KeyPower(
                        key.mayWriteWhereFewMay(room), key.has(KeyScope.MODERATE) && room.kind() != RoomKind.DIRECT))
                .orElse(KeyPower.NONE);
    }

    private static void refuse(Problem problem) {
        throw problem;
    }

    private static Need need(Command command, String bot) {
        return switch (command) {
            case Command.Hello _ ->
                new Need(EnumSet.complementOf(EnumSet.of(KeyScope.ADMIN)), Reach.ANY, Optional.empty());
            case Command.Ping _, Command.Leave _ -> Need.NOTHING;
            case Command.History history -> Need.in(history.room(), KeyScope.READ);
            case Command.Members members ->
                Need.in(
                        members.room(),
                        members.only().isPresent() ? EnumSet.of(KeyScope.READ, KeyScope.MODERATE) : READS);
            case Command.Receipts receipts -> Need.in(receipts.room(), KeyScope.READ);
            case Command.Reactors reactors -> Need.in(reactors.room(), KeyScope.READ);
            case Command.Rooms _ -> Need.everywhere(KeyScope.READ);
            case Command.Send send -> Need.in(send.room().roomOf(bot), KeyScope.SEND);
            case Change change ->
                Need.in(
                        change.room(),
                        change instanceof Change.Delete ? EnumSet.of(KeyScope.SEND, KeyScope.MODERATE) : SENDS);
            case CursorCommand cursor -> Need.in(cursor.room(), KeyScope.SEND);
            case EphemeralCommand.Typing typing -> Need.in(typing.room(), KeyScope.SEND);
            case EphemeralCommand.Emit emit -> emit(emit);
            case Create create ->
                create.room()
                        .map(room -> Need.in(room, KeyScope.ROOMS))
                        .orElseGet(() -> Need.everywhere(KeyScope.ROOMS));
            case Command.Join join -> Need.in(join.room(), KeyScope.ROOMS);
            case Command.Retitle retitle -> Need.in(retitle.room(), ROOMS_OR_MODERATES);
            case Command.SetRoom set -> Need.in(set.room(), ROOMS_OR_MODERATES);
            case Command.ChangeTopic topic -> Need.in(topic.room(), ROOMS_OR_MODERATES);
            case Moderate moderate -> moderate(moderate);
            case Command.Mark _, Command.Notify _, Command.Rename _, Command.Block _ -> Need.NEVER;
        };
    }

    private static Need emit(EphemeralCommand.Emit emit) {
        return switch (emit.to()) {
            case ALL -> Need.everywhere(KeyScope.EMIT);
            case SELF -> new Need(Set.of(KeyScope.EMIT), Reach.ANY, Optional.empty());
            case ROOM, OTHERS -> Need.in(emit.room().orElseThrow(), KeyScope.EMIT);
        };
    }

    private static Need moderate(Moderate moderate) {
        return switch (moderate.verb()) {
            case INVITE -> Need.in(moderate.room(), ROOMS_OR_MODERATES);
            case KICK, BAN, UNBAN, MUTE, UNMUTE -> Need.in(moderate.room(), MODERATES);
            case PROMOTE, DEMOTE -> Need.NEVER;
        };
    }

    private static Optional<Problem> refusal(KeyGrant key, Need need) {
        if (need.scopes().isEmpty()) {
            return forbidden("expected a user: no key may do this");
        }
        if (need.scopes().stream().noneMatch(key::has)) {
            return forbidden("expected a key with the scope " + words(need.scopes(), " or ") + ", got one with "
                    + words(key.scopes(), ", "));
        }
        return switch (need.rooms()) {
            case ANY -> Optional.empty();
            case ONE ->
                need.room()
                        .filter(room -> !key.reaches(room))
                        .flatMap(room -> forbidden("room: expected one of the rooms that the key is for, got " + room));
            case ALL ->
                key.narrow()
                        ? forbidden("expected a key for all rooms, got one for "
                                + key.rooms().size() + " of them")
                        : Optional.empty();
        };
    }

    private static Optional<Problem> forbidden(String message) {
        return Optional.of(Problem.forbidden(message));
    }

    private static String words(Set<KeyScope> scopes, String between) {
        return scopes.stream().sorted().map(KeyScope::wire).collect(Collectors.joining(between));
    }
}
