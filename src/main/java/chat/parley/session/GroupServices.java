package chat.parley.session;

import chat.parley.room.Moderation;
import chat.parley.room.RoomCreation;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// What makes groups, and carries out what is done to their members.
@Singleton
record GroupServices(Vertx vertx, RoomCreation creation, Moderation moderation) {}
