package chat.parley.admission;

import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Logs refused requests: at most one line per reason and minute, regardless of their number.
@Singleton
final class RefusalLog {

    private static final Logger LOG = Logger.getLogger(RefusalLog.class);

    private final Map<RefusalReason, ThrottledLine> lines = new EnumMap<>(RefusalReason.class);

    @Inject
    RefusalLog(Vertx vertx) {
        this(action -> vertx.setTimer(ThrottledLine.MINUTE_MS, _ -> action.run()), RefusalLog::write);
    }

    RefusalLog(Consumer<Runnable> inAMinute, Sink sink) {
        for (RefusalReason reason : RefusalReason.values()) {
            lines.put(reason, new ThrottledLine(inAMinute, (times, last) -> sink.write(reason, times, last)));
        }
    }

    void refused(HttpRefusal refusal) {
        ThrottledLine line = lines.get(refusal.reason());
        if (line != null) {
            line.add(refusal.detail());
        }
    }

    private static void write(RefusalReason reason, long times, String last) {
        LOG.logf(
                reason.level(),
                "refused reason=%s status=%d times=%d: %s",
                reason.label(),
                reason.status(),
                times,
                last);
    }

    /// Where lines are written.
    interface Sink {
        void write(RefusalReason reason, long times, String last);
    }
}
