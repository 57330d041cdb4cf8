package chat.parley.room;

import chat.parley.history.RedisRefusal;
import chat.parley.history.RoomKeys;
import chat.parley.history.RoomScript;
import chat.parley.identity.UserTopic;
import chat.parley.protocol.Command.Retitle;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Problem;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisScript;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/// Roles, bans, mutes and titles, as Redis keeps them. Who may do what is decided in the same script that does it and
/// tells those concerned, so that it holds from an exact seq on.
@Singleton
final class RedisModeration {

    private static final RedisScript MODERATE = RoomScript.of("lib/presence.lua", "lib/membership.lua", "moderate.lua");
    private static final RedisScript TITLE = RoomScript.of("lib/presence.lua", "lib/membership.lua", "set-title.lua");

    private final RedisStore store;

    RedisModeration(RedisStore store) {
        this.store = store;
    }

    /// What became of it.
    enum Outcome {
        DONE,
        /// It was so before.
        SAME,
        /// One may be invited.
        MAY,
        /// A membership ended.
        REMOVED
    }

    /// Whether somebody may be invited; nothing is done.
    Future<Outcome> mayInvite(User asker, Moderate asked) {
        return run(asker, asked, "");
    }

    /// Makes somebody a member.
    Future<Outcome> invite(User asker, Moderate asked, User guest) {
        return run(asker, asked, guest.name());
    }

    /// Does everything but inviting.
    Future<Outcome> moderate(User asker, Moderate asked) {
        return run(asker, asked, "");
    }

    private Future<Outcome> run(User asker, Moderate asked, String name) {
        RoomKeys keys = new RoomKeys(asked.room());
        return store.run(
                        MODERATE,
                        List.of(
                                keys.meta(),
                                keys.members(),
                                keys.online(),
                                keys.read(),
                                keys.received(),
                                keys.mentions(),
                                keys.banned(),
                                keys.muted(),
                                keys.out(),
                                keys.standing()),
                        List.of(
                                keys.topic(),
                                asker.id(),
                                asked.verb().wire(),
                                asked.user(),
                                asked.millis().orElse(0),
                                new UserTopic(asked.user()).name(),
                                name))
                .map(answer -> Outcome.valueOf(checked(answer, asked.room(), asked.user())
                        .get(1)
                        .toString()
                        .toUpperCase(Locale.ROOT)));
    }

    /// Gives a room another title; everybody in it is told.
    Future<Void> retitle(User asker, Retitle asked) {
        RoomKeys keys = new RoomKeys(asked.room());
        return store.run(
                        TITLE,
                        List.of(keys.meta(), keys.members(), keys.banned()),
                        List.of(keys.topic(), asker.id(), asked.title().value()))
                .map(answer -> checked(answer, asked.room(), asker.id()))
                .mapEmpty();
    }

    /// The answer itself when it is `ok`.
    private static Response checked(Response answer, RoomId room, String user) {
        return switch (answer.get(0).toString()) {
            case "role" ->
                throw Problem.forbidden("expected an owner" + (word(answer, 1).equals("owner") ? "" : " or moderator")
                        + " of " + room + ", got a " + word(answer, 2));
            case "above" ->
                throw Problem.forbidden("user: expected somebody whose role in " + room + " is below yours, got a"
                        + (word(answer, 1).equals("owner") ? "n " : " ") + word(answer, 1));
            case "self" -> throw Problem.forbidden("user: expected somebody else, got yourself");
            case "last" ->
                throw Problem.conflict("expected another owner of " + room + " beside you; promote somebody first");
            case "stranger" ->
                throw Problem.badRequest("user: expected a member of " + room + ", got \"" + user + "\"");
            case "barred" ->
                throw Problem.conflict("user: expected somebody who is not banned from " + room + ", got \"" + user
                        + "\"; unban first");
            case "full" ->
                throw Problem.conflict("expected fewer than 10000 bans, and as many mutes, of people outside of " + room
                        + "; undo some first");
            default -> RedisRefusal.check(answer, room);
        };
    }

    private static String word(Response answer, int index) {
        return answer.get(index).toString();
    }
}
