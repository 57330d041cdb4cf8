package chat.parley.room;

import chat.parley.protocol.Command.Retitle;
import chat.parley.protocol.Moderate;
import chat.parley.protocol.RoomKind;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;

/// What those with a role do in a room, each verb's story told once, in order (protocol.md section 4). Every future
/// fails with [chat.parley.protocol.Problem] for a refusal.
@Singleton
public final class Moderation {

    private final RedisModeration records;
    private final RedisDirectory directory;
    private final UserRoomLists lists;
    private final RoomQuota quota;

    Moderation(RedisModeration records, RedisDirectory directory, UserRoomLists lists, RoomQuota quota) {
        this.records = records;
        this.directory = directory;
        this.lists = lists;
        this.quota = quota;
    }

    /// Does something to somebody's membership; his sessions are told.
    public Future<Void> moderate(User asker, Moderate asked) {
        return switch (asked.verb()) {
            case INVITE -> invite(asker, asked);
            case KICK, BAN, UNBAN, MUTE, UNMUTE, PROMOTE, DEMOTE ->
                records.moderate(asker, asked).compose(outcome -> switch (outcome) {
                    case REMOVED -> lists.takeOff(asked.user(), asked.room());
                    case DONE, SAME, MAY -> Future.succeededFuture();
                });
        };
    }

    /// Asked first, so that nobody's list is touched and no invitation counted for one who may not. Should it be
    /// refused in the end, the room stays on the guest's list until his next `hello`: taking it off could hit
    /// another's invitation.
    private Future<Void> invite(User asker, Moderate asked) {
        return records.mayInvite(asker, asked).compose(may -> {
            if (may == RedisModeration.Outcome.SAME) {
                return Future.succeededFuture();
            }
            return quota.invites(asker.id(), 1)
                    .compose(_ -> lists.blocks(asked.user(), asker.id()))
                    .compose(blocked -> blocked ? Future.succeededFuture() : bringIn(asker, asked));
        });
    }

    private Future<Void> bringIn(User asker, Moderate asked) {
        return lists.bring(asked.user(), asked.room())
                .compose(guest -> records.invite(asker, asked, guest))
                .compose(_ -> lists.stay(asked.user(), asked.room()));
    }

    /// Gives a room another title; everybody in it is told.
    public Future<Void> retitle(User asker, Retitle asked) {
        return records.retitle(asker, asked)
                .compose(_ -> asked.room().kind() == RoomKind.PUBLIC
                        ? directory.titled(asked.room(), asked.title())
                        : Future.succeededFuture());
    }
}
