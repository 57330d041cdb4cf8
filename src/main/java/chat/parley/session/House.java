package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import chat.parley.protocol.CommandReader;
import chat.parley.protocol.FrameWriter;
import chat.parley.room.Changes;
import chat.parley.room.Conversations;
import chat.parley.room.EphemeralEvents;
import chat.parley.room.MemberCursors;
import chat.parley.room.Moderation;
import chat.parley.room.RoomCreation;
import chat.parley.room.Rooms;
import chat.parley.room.Watchers;
import chat.parley.store.StoreClock;
import chat.parley.trace.Traces;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// The services that all sessions of this pod share, in one object, so that each session holds a single
/// reference.
@Singleton
record House(
        Vertx vertx,
        Rooms rooms,
        Changes changes,
        Conversations conversations,
        RoomCreation founding,
        Moderation moderation,
        MemberCursors cursors,
        Watchers watchers,
        EphemeralEvents passing,
        Broadcasts broadcast,
        Sessions sessions,
        Handshake handshake,
        HelloQueue hellos,
        Heartbeats heartbeats,
        CommandReader reader,
        FrameWriter writer,
        StoreClock clock,
        LimitsConfig limits,
        OutboxConfig outbox,
        Outboxes outboxes,
        SessionMeters meters,
        AnswerMeters answers,
        HelloTimeout helloTimeout,
        Traces traces) {}
