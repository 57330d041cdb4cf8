package chat.parley.session;

import chat.parley.protocol.Change;
import chat.parley.protocol.Command;
import chat.parley.protocol.Create;
import chat.parley.protocol.CursorCommand;
import chat.parley.protocol.EphemeralCommand;
import chat.parley.protocol.HelloOk;
import chat.parley.protocol.Moderate;
import java.util.List;

/// What a command costs of the connection's allowance (protocol.md section 9).
final class Cost {

    private static final int LOOKUP = 5;
    private static final int REPLAY = 20;
    /// Replayed events per unit of cost: a replay of 1,000 costs as much as one `join` with a position.
    private static final int EVENTS = 50;

    /// A second `hello` on a connection pays for each room that it resumes.
    static int ofRenewal(Command.Hello hello) {
        return 1 + LOOKUP * hello.resume().size();
    }

    /// Replayed events are paid for afterwards: their number is not known before.
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
            case Command.Join join -> join.since().isPresent() ? REPLAY : LOOKUP;
            // Every pod looks for the user's sessions in the room.
            case Command.Notify _ -> REPLAY;
            case Command.History _, Command.Members _, Command.Receipts _, Command.Reactors _, Command.Rooms _ ->
                LOOKUP;
            case Command.Hello _,
                    Command.Leave _,
                    Command.Send _,
                    Command.Retitle _,
                    Command.SetRoom _,
                    Command.ChangeTopic _,
                    Command.Mark _,
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
