package chat.parley.limits;

import chat.parley.protocol.Command;
import chat.parley.protocol.Limits;

/// The limits that clients are told, so that they can keep them (protocol.md section 9).
public final class SentLimits {

    private SentLimits() {}

    public static Limits of(LimitsConfig limits) {
        return new Limits(
                (int) limits.frameSize().asLongValue(),
                (int) limits.textSize().asLongValue(),
                (int) limits.dataSize().asLongValue(),
                limits.jsonDepth(),
                limits.messagesPerSecond(),
                limits.messagesBurst(),
                limits.commandsPerSecond(),
                limits.commandsBurst(),
                limits.roomsPerUser(),
                Command.History.MAX_LIMIT);
    }
}
