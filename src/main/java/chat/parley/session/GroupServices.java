package chat.parley.session;

import chat.parley.protocol.Create;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.User;
import chat.parley.room.Moderation;
import chat.parley.room.RoomCreation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.Set;

/// The services that create and moderate groups.
@Singleton
record GroupServices(Vertx vertx, RoomCreation creation, RoomMakers makers, Moderation moderation) {

    /// Creates a room. Fails with `forbidden` if the user may not.
    ///
    /// @param roles of the user's token
    Future<RoomId> create(User user, String session, Set<String> roles, Create create) {
        return makers.include(roles)
                ? creation.create(user, session, create)
                : Future.failedFuture(RoomMakers.refusal());
    }
}
