package chat.parley.session;

import chat.parley.protocol.Command;

/// What a command takes from the connection's allowance (protocol.md section 9).
final class Cost {

    private static final int LOOKING = 5;
    private static final int REPLAY = 20;

    private Cost() {}

    static int of(Command command) {
        return switch (command) {
            case Command.Join join -> join.since().isPresent() ? REPLAY : LOOKING;
            case Command.History _, Command.Members _, Command.Rooms _ -> LOOKING;
            case Command.Hello _, Command.Leave _, Command.Send _, Command.Rename _, Command.Ping _ -> 1;
        };
    }
}
