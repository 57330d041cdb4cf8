package chat.parley.admin;

import chat.parley.identity.UserTopic;
import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.Announcement;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.room.UserEvent;
import chat.parley.session.Broadcasts;
import chat.parley.store.RedisStore;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/// What an operator has all pods do. It travels by pub/sub, at most once: to say it again does no harm.
@Singleton
public final class AdminCommands {

    private static final Logger LOG = Logger.getLogger(AdminCommands.class);

    private final RedisStore store;
    private final Broadcasts broadcast;
    private final LimitsConfig limits;

    AdminCommands(RedisStore store, Broadcasts broadcast, LimitsConfig limits) {
        this.store = store;
        this.broadcast = broadcast;
        this.limits = limits;
    }

    /// Ends a user's connections on all pods with 4502: his clients do not come back by themselves, as they would after
    /// most others; he may, for nothing is kept and his token stays good (a revocation makes that void).
    public Future<Void> disconnect(User operator, String user) {
        LOG.infof("disconnected user=%s by=%s", User.checkedId(user), operator.id());
        return store.publish(new UserTopic(user).name(), new UserEvent.Disconnected().text());
    }

    /// Says something to everybody connected.
    public Future<Void> announce(User operator, Announcement announcement) {
        int bytes = announcement.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.dataSize().asLongValue()) {
            return Future.failedFuture(Problem.tooLarge("text: expected at most "
                    + limits.dataSize().asLongValue() + " bytes (parley.limits.data-size), got " + bytes));
        }
        LOG.infof("announced bytes=%d by=%s", bytes, operator.id());
        return broadcast.announce(operator, announcement);
    }
}
