package chat.parley.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Pings every connection once per interval and closes those that send nothing back (RFC 6455 section 5.5.2).
/// Each event loop has one timer, which visits a part of its connections at a time: an idle connection costs
/// next to nothing.
@Singleton
public final class Heartbeats {

    /// Parts of an interval: one a second by default.
    private static final int PARTS = 25;

    private final long tickMillis;
    private final int grace;
    private final FastThreadLocal<Wheel> wheels = new FastThreadLocal<>() {
        @Override
        protected Wheel initialValue() {
            return new Wheel();
        }
    };

    public Heartbeats(HeartbeatConfig config) {
        tickMillis = Math.max(1, config.interval().toMillis() / PARTS);
        long ticks = (config.timeout().toMillis() + tickMillis - 1) / tickMillis;
        grace = Math.clamp(ticks, 1, PARTS - 1);
    }

    /// Pings a session from now on, until its beat ends; both on its event loop.
    Beat add(Session session) {
        return wheels.get().add(session, session.loop());
    }

    /// A session's place in the wheel; it releases the session at its end.
    static final class Beat {
        private @Nullable Session session;

        private Beat(Session session) {
            this.session = session;
        }

        void end() {
            session = null;
        }

        private boolean over() {
            return session == null;
        }

        private void ping() {
            if (session != null) {
                session.socket().ping();
            }
        }

        private void checkAlive() {
            if (session != null && session.socket().open() && !session.socket().receivedSincePing()) {
                session.endSilent();
            }
        }
    }

    private final class Wheel {
        private final List<List<Beat>> parts = new ArrayList<>();
        private int now;
        private boolean turning;

        private Wheel() {
            for (int i = 0; i < PARTS; i++) {
                parts.add(new ArrayList<>());
            }
        }

        private Beat add(Session session, EventLoop loop) {
            if (!turning) {
                turning = true;
                // Does not catch up after a pause: a ping must have its time to be answered.
                loop.scheduleWithFixedDelay(this::tick, tickMillis, tickMillis, TimeUnit.MILLISECONDS);
            }
            Beat beat = new Beat(session);
            parts.get((now + PARTS - 1) % PARTS).add(beat);
            return beat;
        }

        private void tick() {
            parts.get(now).removeIf(Beat::over);
            parts.get(now).forEach(Beat::ping);
            parts.get((now + PARTS - grace) % PARTS).forEach(Beat::checkAlive);
            now = (now + 1) % PARTS;
        }
    }
}
