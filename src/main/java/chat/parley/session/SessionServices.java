package chat.parley.session;

import chat.parley.protocol.CommandReader;
import chat.parley.protocol.FrameWriter;
import chat.parley.room.Rooms;
import chat.parley.room.Watchers;
import chat.parley.store.StoreClock;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// What sessions use beside their commands, in one object that all of them share, so that each holds one
/// reference.
@Singleton
record SessionServices(
        Vertx vertx,
        StoreClock clock,
        CommandReader reader,
        FrameWriter writer,
        AnswerMeters answers,
        Sessions sessions,
        Rooms rooms,
        Watchers watchers,
        ConnectionServices connections,
        CommandServices commands) {}
