package chat.parley.history;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.Position;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.User;

/// Reads the append script's answer for one message.
final class AppendAnswer {

    private AppendAnswer() {}

    /// @param user whose it is
    /// @throws Problem if the script refused
    /// @throws RoomNotOpen if a direct room has to be opened
    static StoredEntry read(String answer, String user, RoomId room, LimitsConfig limits) {
        String[] words = answer.split(" ", -1);
        return switch (words[0]) {
            case "stored", "duplicate" ->
                new StoredEntry(
                        new Position(words[1], Long.parseLong(words[2])),
                        Long.parseLong(words[3]),
                        words[0].equals("duplicate"),
                        words.length > 4);
            case "unknown" -> throw Problem.badRequest("reply: expected a seq of " + room + ", at most " + words[1]);
            case "unknown_id" ->
                throw Problem.badRequest("of: expected the id of a message in " + room + ", got " + words[1]);
            case "no_message" ->
                throw Problem.notFound("expected a message in " + room + " that you can see, got " + words[1]
                        + ", which does not exist or was deleted");
            case "not_yours" ->
                throw Problem.forbidden(
                        "expected the sender of message " + words[1] + ", or a moderator of " + room + " to delete it");
            case "kinds" ->
                throw Problem.conflict("emoji: expected at most " + words[1] + " kinds of reactions to one message");
            case "absent", "closed" -> throw notOpen(words[0], room);
            case "stranger" ->
                throw Problem.badRequest("mentions: expected members of " + room + ", got \"" + words[1] + "\"");
            case "rate_limited" ->
                throw Problem.rateLimited(
                        User.isBot(user)
                                ? "expected at most " + limits.keyMessagesPerSecond() + " messages a second in " + room
                                        + " (parley.limits.key-messages-per-second, parley.limits.key-messages-burst)"
                                : "expected at most " + limits.messagesPerSecond() + " messages a second in " + room
                                        + " (parley.limits.messages-per-second, parley.limits.messages-burst)",
                        Long.parseLong(words[1]));
            case "user_bytes" ->
                throw Problem.rateLimited(
                        "expected fewer bytes at once in all rooms together (parley.limits.bytes-per-minute,"
                                + " parley.limits.bytes-burst; while the store is nearly full also maxmemory of Redis)",
                        Long.parseLong(words[1]));
            case "room_bytes" ->
                throw Problem.rateLimited(
                        "expected fewer bytes from all members together in " + room
                                + " (parley.limits.room-bytes-per-minute, parley.limits.room-bytes-burst)",
                        Long.parseLong(words[1]));
            default -> throw RedisRefusal.of(answer, room);
        };
    }

    private static RuntimeException notOpen(String word, RoomId room) {
        return room.kind() == RoomKind.DIRECT ? new RoomNotOpen(word.equals("closed")) : RedisRefusal.of(word, room);
    }
}
