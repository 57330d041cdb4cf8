package chat.parley.session;

import chat.parley.room.Moderation;
import chat.parley.room.RoomCreation;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// The services that create and moderate groups.
@Singleton
record GroupServices(Vertx vertx, RoomCreation creation, RoomMakers makers, Moderation moderation) {}
