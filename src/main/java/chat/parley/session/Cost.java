package chat.parley.session;

import chat.parley.protocol.Change;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.HelloOk;
import chat.parley.protocol.Moderate;
import java.util.List;

/// What a command takes from the connection's allowance (protocol.md section 9).
final class Cost {

    private static final int LOOKING = 5;
    private static final int REPLAY = 20;
    /// As many as one replay of 1,000 has for each of its costs.
    private static final int EVENTS = 50;

    /// A second `hello` on a connection asks for each room that it resumes.
    static int ofRenewal(Command.Hello hello) {
        return 1 + LOOKING * hello.resume().size();
    }

    /// What was replayed is paid behind it: nobody knows before how much it is.
    static int ofEvents(HelloOk answer) {
        return answer.rooms().stream()
                        .mapToInt(
                                room -> room.catchUp().events().map(List::size).orElse(0))
                        .sum()
                / EVENTS;
    }

    private Cost() {}

    static int of(Command command) {
        return switch (command) {
            case Command.Join join -> join.since().isPresent() ? REPLAY : LOOKING;
            case Command.History _, Command.Members _, Command.Receipts _, Command.Rooms _ -> LOOKING;
            case Command.Hello _,
                    Command.Leave _,
                    Command.Send _,
                    Command.Retitle _,
                    Command.Block _,
                    Command.Rename _,
                    Command.Ping _,
                    Change _,
                    Create _,
                    CursorCommand _,
                    Moderate _,
                    EphemeralCommand _ -> 1;
        };
    }
}
