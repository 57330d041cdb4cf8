package chat.parley.admin;

import chat.parley.identity.RedisRevocations;
import chat.parley.keyspace.UserTopic;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.room.UserEvent;
import chat.parley.session.Broadcasts;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/// Commands of an operator to all pods. Repeating them does no harm. Those that end
/// connections at once and announce are sent by pub/sub, at most once; a revocation is stored.
@Singleton
public final class AdminCommands {

    private static final Logger LOG = Logger.getLogger(AdminCommands.class);

    private final RedisStore store;
    private final Broadcasts broadcast;
    private final LimitsConfig limits;
    private final RedisRevocations revocations;

    AdminCommands(RedisStore store, Broadcasts broadcast, LimitsConfig limits, RedisRevocations revocations) {
        this.store = store;
        this.broadcast = broadcast;
        this.limits = limits;
        this.revocations = revocations;
    }

    /// Closes a user's connections on all pods with 4502: their clients do not reconnect by themselves, as
    /// they would after most other codes; the user may, for nothing is stored and their token stays valid (a
    /// revocation voids it).
    public Future<Void> disconnect(User operator, String user) {
        LOG.infof("disconnected user=%s by=%s", User.checkedId(user), operator.id());
        return store.publish(new UserTopic(store.prefix(), user).name(), new UserEvent.Disconnected().text());
    }

    /// Revokes a user's tokens: all that were issued so far are void, and the connections with them are closed
    /// with 4501 within two seconds, on all pods.
    /// A bot has none: fails with `bad_request` for it.
    public Future<Void> revoke(User operator, String user) {
        if (User.isBot(User.checkedId(user))) {
            return Future.failedFuture(Problem.badRequest(
                    "user: expected a user with tokens, got a bot, whose key DELETE /api/admin/keys/{id} ends"));
        }
        LOG.infof("revoked user=%s by=%s", user, operator.id());
        return revocations.revoke(user);
    }

    /// Sends an announcement to every connected user.
    public Future<Void> announce(User operator, Announcement announcement) {
        int bytes = announcement.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.dataSize().asLongValue()) {
            return Future.failedFuture(Problem.tooLarge("text: expected at most "
                    + limits.dataSize().asLongValue() + " bytes (parley.limits.data-size), got " + bytes));
        }
        LOG.infof("announced bytes=%d by=%s", bytes, operator.id());
        return broadcast.publish(announcement.from(operator));
    }
}
