package chat.parley.room;

import chat.parley.presence.RedisPresence;
import chat.parley.protocol.Command.ChangeTopic;
import chat.parley.protocol.Command.Retitle;
import chat.parley.protocol.Command.SetRoom;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// Actions of owners and moderators in a room: one method per action, with all of its steps (protocol.md
/// section 4). Every future fails with [chat.parley.protocol.Problem] for a refusal.
@Singleton
public final class Moderation {

    private final RedisModeration records;
    private final RedisPresence presence;
    private final RedisDirectory directory;
    private final UserRoomLists lists;
    private final RoomQuota quota;

    Moderation(
            RedisModeration records,
            RedisPresence presence,
            RedisDirectory directory,
            UserRoomLists lists,
            RoomQuota quota) {
        this.records = records;
        this.presence = presence;
        this.directory = directory;
        this.lists = lists;
        this.quota = quota;
    }

    /// Changes a user's membership and notifies their sessions.
    public Future<Void> moderate(User actor, Moderate command) {
        return moderate(actor, command, false);
    }

    /// The same.
    ///
    /// @param moderates whether a key lets the actor do what a moderator may
    public Future<Void> moderate(User actor, Moderate command, boolean moderates) {
        return switch (command.verb()) {
            case INVITE -> invite(actor, command, moderates);
            case KICK, BAN, UNBAN, MUTE, UNMUTE, PROMOTE, DEMOTE ->
                records.moderate(actor, command, moderates).compose(outcome -> switch (outcome) {
                    case REMOVED -> lists.remove(command.user(), command.room());
                    case DONE, SAME, MAY -> Future.succeededFuture();
                });
        };
    }

    /// Checks the right to invite first, so that a refused invitation changes no list and is not counted. If
    /// it is refused later on, the room stays on the guest's list until their next `hello`: removing it could
    /// undo another invitation.
    private Future<Void> invite(User actor, Moderate command, boolean moderates) {
        return records.mayInvite(actor, command, moderates).compose(may -> {
            if (may == RedisModeration.Outcome.SAME) {
                return Future.succeededFuture();
            }
            return quota.invites(actor.id(), 1)
                    .compose(_ -> lists.blocks(command.user(), actor.id()))
                    .compose(blocked -> blocked ? Future.succeededFuture() : addGuest(actor, command, moderates));
        });
    }

    private Future<Void> addGuest(User actor, Moderate command, boolean moderates) {
        return lists.bring(command.user(), command.room())
                .compose(guest -> records.invite(actor, command, guest, moderates))
                .compose(_ -> lists.addAgain(command.user(), command.room()));
    }

    /// Changes a room's title and notifies its members.
    public Future<Void> retitle(User actor, Retitle command) {
        return retitle(actor, command, false);
    }

    /// The same.
    ///
    /// @param moderates whether a key lets the actor do what a moderator may
    public Future<Void> retitle(User actor, Retitle command, boolean moderates) {
        return records.retitle(actor, command, moderates)
                .compose(_ -> command.room().kind() == RoomKind.PUBLIC
                        ? directory.titled(command.room(), command.title())
                        : Future.succeededFuture());
    }

    /// Changes a room's title or who may write there, at once, and notifies its members. Pods of the release
    /// before do not enforce the latter: while one lives it is `unavailable`.
    ///
    /// @param moderates whether a key lets the actor do what a moderator may
    public Future<Void> set(User actor, SetRoom command, boolean moderates) {
        return (command.write().isPresent() ? presence.allEnforceWriters() : Future.succeededFuture(true))
                .compose(enforced -> records.set(actor, command, enforced, moderates))
                .compose(_ -> command.room().kind() == RoomKind.PUBLIC ? listed(command) : Future.succeededFuture());
    }

    private Future<Void> listed(SetRoom command) {
        return command.title()
                .map(title -> directory.titled(command.room(), title))
                .orElseGet(() -> directory.changed(command.room()));
    }

    /// Changes what a room is about and notifies its members.
    public Future<Void> changeTopic(User actor, ChangeTopic command) {
        return changeTopic(actor, command, false);
    }

    /// The same.
    ///
    /// @param moderates whether a key lets the actor do what a moderator may
    public Future<Void> changeTopic(User actor, ChangeTopic command, boolean moderates) {
        return records.changeTopic(actor, command, moderates);
    }
}
