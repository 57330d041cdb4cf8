package chat.parley.session;

import chat.parley.room.Changes;
import chat.parley.room.Conversations;
import chat.parley.room.MemberCursors;
import chat.parley.room.RedisPreferences;
import chat.parley.room.RedisReactors;
import chat.parley.room.Rooms;
import chat.parley.room.Watchers;
import chat.parley.store.StoreClock;
import chat.parley.trace.Traces;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;

/// The services that carry out commands.
@Singleton
record CommandServices(
        Vertx vertx,
        StoreClock clock,
        Traces traces,
        Handshake handshake,
        HelloQueue hellos,
        Rooms rooms,
        Changes changes,
        Conversations conversations,
        MemberCursors cursors,
        RedisReactors reactors,
        RedisPreferences own,
        Watchers watchers,
        ClaimedNames names,
        GroupServices groups,
        EphemeralServices ephemeral) {}
