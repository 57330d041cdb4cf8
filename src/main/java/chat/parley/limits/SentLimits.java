package chat.parley.limits;

import chat.parley.protocol.Command;
import chat.parley.protocol.Limits;

/// The limits that clients are told, so that they can keep them (protocol.md section 9).
public final class SentLimits {

    private SentLimits() {}

    /// Those of users.
    public static Limits of(LimitsConfig limits) {
        return of(
                limits,
                limits.messagesPerSecond(),
                limits.messagesBurst(),
                limits.commandsPerSecond(),
                limits.commandsBurst());
    }

    /// Those of keys, whose commands share the allowance of their messages.
    public static Limits ofKey(LimitsConfig limits) {
        int perSecond = limits.keyMessagesPerSecond();
        int burst = limits.keyMessagesBurst();
        return of(limits, perSecond, burst, perSecond, burst);
    }

    private static Limits of(
            LimitsConfig limits, int messagesPerSecond, int messagesBurst, int commandsPerSecond, int commandsBurst) {
        return new Limits(
                (int) limits.frameSize().asLongValue(),
                (int) limits.textSize().asLongValue(),
                (int) limits.dataSize().asLongValue(),
                limits.jsonDepth(),
                messagesPerSecond,
                messagesBurst,
                commandsPerSecond,
                commandsBurst,
                limits.roomsPerUser(),
                Command.History.MAX_LIMIT);
    }
}
