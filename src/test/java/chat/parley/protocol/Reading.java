package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

/// A reader with default limits, and short ways to call it.
final class Reading {

    static final CommandReader READER = new CommandReader(new WireLimits(65536, 16384, 8192, 16));

    private Reading() {}

    static InvalidCommand refused(String frame) {
        return assertThrows(InvalidCommand.class, () -> READER.read(frame));
    }

    static CloseException ended(String frame) {
        return assertThrows(CloseException.class, () -> READER.read(frame));
    }

    static Command.Send readSend(String fields) {
        return assertInstanceOf(Command.Send.class, READER.read(send(fields)));
    }

    /// A complete `send` with these fields as its content.
    static String send(String fields) {
        return "{\"op\":\"send\",\"room\":\"lobby\",\"cid\":\"a\"," + fields.strip() + ",\"ref\":\"9\"}";
    }

    static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }
}
