package chat.parley.keyspace;

import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import io.vertx.redis.client.Response;

/// The first part of a room script's answer: `ok` or a refusal.
public final class RedisRefusal {

    private RedisRefusal() {}

    /// Returns the answer if it is `ok`.
    ///
    /// @throws Problem if the script refused
    public static Response check(Response answer, RoomId room) {
        String word = answer.get(0).toString();
        if (!word.equals("ok")) {
            throw of(word, room);
        }
        return answer;
    }

    /// The refusal as an exception; a private room is `not_found` to strangers, as if it did not exist.
    public static RuntimeException of(String refusal, RoomId room) {
        String[] words = refusal.split(" ", -1);
        return switch (words[0]) {
            case "not_found", "absent" ->
                Problem.notFound("expected a room that exists and that you can see, got " + room);
            case "not_member" -> Problem.notMember("expected a member of " + room + "; join it first");
            case "banned" -> Problem.banned("you are banned from " + room);
            case "reader" ->
                Problem.forbidden("expected an owner or moderator of " + room
                        + ", since only they may write there (set, write), got a member");
            case "muted" -> muted(room, words);
            default -> new IllegalStateException("expected an answer of a room's script, got " + refusal);
        };
    }

    /// A mute without an end has no time to wait for.
    private static Problem muted(RoomId room, String[] words) {
        Problem muted = Problem.muted("you are muted in " + room);
        return words.length == 1 ? muted : muted.after(Long.parseLong(words[1]));
    }
}
