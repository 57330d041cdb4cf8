package chat.parley.session;

import chat.parley.limits.LimitsConfig;
import jakarta.inject.Singleton;

/// What keeps each connection within its bounds, and counts and logs them: rates, output buffers, heartbeats
/// and the time until a `hello`.
@Singleton
record ConnectionServices(
        LimitsConfig limits,
        OutboxConfig outbox,
        Outboxes outboxes,
        Heartbeats heartbeats,
        HelloTimeout helloTimeout,
        SessionMeters meters,
        SessionLog log) {}
