package chat.parley.room;

import chat.parley.limits.LimitsConfig;
import chat.parley.limits.RedisQuota;
import chat.parley.protocol.User;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;

/// How many rooms a user may create, and how many users they may invite, per hour (protocol.md section 9).
/// Refuses with `rate_limited` and the time to wait.
@Singleton
final class RoomQuota {

    private static final Duration HOUR = Duration.ofHours(1);

    private final RedisQuota quota;
    private final LimitsConfig limits;

    RoomQuota(RedisQuota quota, LimitsConfig limits) {
        this.quota = quota;
        this.limits = limits;
    }

    /// Counts a new room, direct ones included.
    Future<Void> newRoom(String user) {
        if (User.isBot(user)) {
            int most = limits.keyNewRoomsPerHour();
            return quota.use(
                    "rooms:" + user,
                    most,
                    HOUR,
                    "expected at most " + most + " new rooms an hour (parley.limits.key-new-rooms-per-hour)");
        }
        int most = limits.newRoomsPerHour();
        return quota.use(
                "rooms:" + user,
                most,
                HOUR,
                "expected at most " + most
                        + " new rooms an hour, direct ones included (parley.limits.new-rooms-per-hour)");
    }

    /// Counts this many invitations, all or none.
    Future<Void> invites(String user, int count) {
        int most = limits.invitesPerHour();
        return count == 0
                ? Future.succeededFuture()
                : quota.use(
                        "invites:" + user,
                        count,
                        most,
                        HOUR,
                        "expected at most " + most + " invitations an hour (parley.limits.invites-per-hour)");
    }
}
