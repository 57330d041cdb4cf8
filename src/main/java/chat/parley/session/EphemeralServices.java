package chat.parley.session;

import chat.parley.protocol.FrameWriter;
import chat.parley.room.EphemeralEvents;
import jakarta.inject.Singleton;

/// What publishes events that are not stored.
@Singleton
record EphemeralServices(EphemeralEvents events, Broadcasts broadcasts, Sessions sessions, FrameWriter writer) {}
