package chat.parley.limits;

import chat.parley.protocol.User;

/// How many commands one connection may send, or one user over HTTP to one pod.
///
/// @param settings the names of what it is set by
public record CommandRate(int perSecond, int burst, String settings) {

    private static final String USERS = "parley.limits.commands-per-second, parley.limits.commands-burst";
    private static final String KEYS = "parley.limits.key-messages-per-second, parley.limits.key-messages-burst";

    /// That of a connection before its `hello`, and of a user.
    public static CommandRate ofUsers(LimitsConfig limits) {
        return new CommandRate(limits.commandsPerSecond(), limits.commandsBurst(), USERS);
    }

    /// That of a user or, where a key may send more messages than a user may send commands, of its bot.
    public static CommandRate of(String user, LimitsConfig limits) {
        boolean more = limits.keyMessagesPerSecond() > limits.commandsPerSecond();
        return User.isBot(user) && more
                ? new CommandRate(
                        limits.keyMessagesPerSecond(),
                        Math.max(limits.keyMessagesBurst(), limits.commandsBurst()),
                        KEYS)
                : ofUsers(limits);
    }
}
