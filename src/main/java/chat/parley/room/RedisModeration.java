package chat.parley.room;

import chat.parley.keyspace.RedisRefusal;
import chat.parley.keyspace.RoomKeys;
import chat.parley.keyspace.RoomScript;
import chat.parley.keyspace.UserTopic;
import chat.parley.protocol.Command.ChangeTopic;
import chat.parley.protocol.Command.Retitle;
import chat.parley.protocol.Command.SetRoom;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Role;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.store.ScriptCall;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Roles, bans, mutes, titles, topics and who may write, in Redis. One script checks the permission, applies the change
/// and publishes it, so that it is effective from an exact seq on.
@Singleton
final class RedisModeration {

    private static final RoomScript MODERATE = RoomScript.of("lib/presence.lua", "lib/membership.lua", "moderate.lua");
    private static final RoomScript SET = RoomScript.of("lib/presence.lua", "lib/membership.lua", "set-room.lua");

    /// An upgrade takes a while, and a pod's lease ends some seconds after it.
    private static final long OLDER_MS = 5_000;

    private final RedisStore store;

    RedisModeration(RedisStore store) {
        this.store = store;
    }

    /// The result of an action.
    enum Outcome {
        DONE,
        /// Nothing changed.
        SAME,
        /// The user may be invited.
        MAY,
        /// A membership ended.
        REMOVED
    }

    /// Checks whether the user may be invited; changes nothing.
    Future<Outcome> mayInvite(User actor, Moderate command, boolean moderates) {
        return run(actor, command, "", moderates);
    }

    /// Makes the guest a member.
    Future<Outcome> invite(User actor, Moderate command, User guest, boolean moderates) {
        return run(actor, command, guest.name(), moderates);
    }

    /// Runs every action but invitations.
    Future<Outcome> moderate(User actor, Moderate command, boolean moderates) {
        return run(actor, command, "", moderates);
    }

    private Future<Outcome> run(User actor, Moderate command, String name, boolean moderates) {
        RoomKeys keys = new RoomKeys(store.prefix(), command.room());
        return store.run(MODERATE.on(keys)
                        .arg("channel", keys.topic())
                        .arg("asking", actor.id())
                        .arg("verb", command.verb().wire())
                        .arg("user", command.user())
                        .arg("span", command.millis().orElse(0))
                        .arg("topic", new UserTopic(store.prefix(), command.user()).name())
                        .arg("name", name)
                        .arg("power", power(moderates)))
                .map(answer -> Outcome.valueOf(checked(answer, command.room(), command.user())
                        .get(1)
                        .toString()
                        .toUpperCase(Locale.ROOT)));
    }

    /// Changes a room's title and notifies its members.
    Future<Void> retitle(User actor, Retitle command, boolean moderates) {
        return set(
                actor,
                command.room(),
                true,
                moderates,
                Map.of("title", command.title().value()));
    }

    /// Changes what a room is about and notifies its members.
    Future<Void> changeTopic(User actor, ChangeTopic command, boolean moderates) {
        return set(
                actor,
                command.room(),
                true,
                moderates,
                Map.of("topic", command.topic().value()));
    }

    /// Changes a room's title, who may write there, or both, and notifies its members.
    ///
    /// @param enforced whether every pod enforces who may write
    Future<Void> set(User actor, SetRoom command, boolean enforced, boolean moderates) {
        Map<String, String> fields = new LinkedHashMap<>();
        command.title().ifPresent(title -> fields.put("title", title.value()));
        command.write().ifPresent(writers -> fields.put("write", writers.stored()));
        return set(actor, command.room(), enforced, moderates, fields);
    }

    private Future<Void> set(User actor, RoomId room, boolean enforced, boolean moderates, Map<String, String> fields) {
        RoomKeys keys = new RoomKeys(store.prefix(), room);
        ScriptCall call = SET.on(keys)
                .arg("channel", keys.topic())
                .arg("user", actor.id())
                .arg("enforced", enforced ? 1 : 0)
                .arg("power", power(moderates));
        fields.forEach((field, value) -> call.arg("field", field).arg("value", value));
        return store.run(call).map(answer -> checked(answer, room, actor.id())).mapEmpty();
    }

    /// What a key adds to the actor's own role.
    static String power(boolean moderates) {
        return moderates ? Role.MODERATOR.wire() : "";
    }

    /// Returns the answer if it is `ok`.
    private static Response checked(Response answer, RoomId room, String user) {
        return switch (answer.get(0).toString()) {
            case "role" ->
                throw Problem.forbidden("expected an owner" + (word(answer, 1).equals("owner") ? "" : " or moderator")
                        + " of " + room + ", got a " + word(answer, 2));
            case "above" ->
                throw Problem.forbidden("user: expected a member whose role in " + room + " is below yours, got a"
                        + (word(answer, 1).equals("owner") ? "n " : " ") + word(answer, 1));
            case "older" ->
                throw Problem.unavailable("write: expected every pod to know who may write, got one of an older"
                                + " release; try again when the upgrade is over")
                        .after(OLDER_MS);
            case "self" -> throw Problem.forbidden("user: expected somebody else, got yourself");
            case "last" ->
                throw Problem.conflict("expected another owner of " + room + " besides you; promote somebody first");
            case "stranger" ->
                throw Problem.badRequest("user: expected a member of " + room + ", got \"" + user + "\"");
            case "barred" ->
                throw Problem.conflict("user: expected a user who is not banned from " + room + ", got \"" + user
                        + "\"; unban them first");
            case "full" ->
                throw Problem.conflict("expected fewer than 10000 bans, and as many mutes, of users outside of " + room
                        + "; lift some first");
            default -> RedisRefusal.check(answer, room);
        };
    }

    private static String word(Response answer, int index) {
        return answer.get(index).toString();
    }
}
