package chat.parley.session;

import chat.parley.protocol.Change;
import chat.parley.protocol.Cid;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.Moderate;

/// Recognizes a command when it is sent again: an entry by its room and `cid`; any other command by its type
/// and room, since two alike in one room are interchangeable.
final class CommandKey {

    /// For what is not a command, and so is never retried.
    static final long NONE = 0;

    private static final long ENTRY = Long.MIN_VALUE;

    private CommandKey() {}

    static long of(Command command) {
        return switch (command) {
            case Command.Send send -> entry(send.room(), send.cid());
            case Change change -> entry(change.room(), change.cid());
            case Command.Join join -> other(join, join.room());
            case Command.Leave leave -> other(leave, leave.room());
            case Command.History history -> other(history, history.room());
            case Command.Members members -> other(members, members.room());
            case Command.Receipts receipts -> other(receipts, receipts.room());
            case Command.Reactors reactors -> other(reactors, reactors.room());
            case Command.Retitle retitle -> other(retitle, retitle.room());
            case Command.SetRoom set -> other(set, set.room());
            case Command.ChangeTopic topic -> other(topic, topic.room());
            case Command.Mark mark -> other(mark, mark.room());
            case Command.Notify notify -> other(notify, notify.room());
            case CursorCommand cursor -> other(cursor, cursor.room());
            case Moderate moderate -> other(moderate, moderate.room());
            case EphemeralCommand.Typing typing -> other(typing, typing.room());
            case EphemeralCommand.Emit emit -> other(emit, emit.room());
            case Command.Hello _, Command.Rooms _, Command.Block _, Command.Rename _, Command.Ping _, Create _ ->
                other(command, "");
        };
    }

    /// The room that an entry is for.
    static Object room(Command command) {
        return switch (command) {
            case Command.Send send -> send.room();
            case Change change -> change.room();
            default -> throw new IllegalArgumentException("expected an entry, got " + command);
        };
    }

    /// Whether the key belongs to exactly one command.
    static boolean isEntry(long key) {
        return key < 0;
    }

    private static long entry(Object room, Cid cid) {
        return ENTRY | hash(room, cid);
    }

    private static long other(Command command, Object room) {
        return (hash(command.getClass().getName(), room) & ~ENTRY) | 1;
    }

    private static long hash(Object first, Object second) {
        return ((long) first.hashCode() << 32) ^ (second.hashCode() & 0xFFFF_FFFFL);
    }
}
