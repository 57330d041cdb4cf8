package chat.parley.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Asks connections to reconnect, so that another pod may get them: `bye`, and 1012 a little later
/// (protocol.md, *Sharing the load again*). Thread-safe.
@Singleton
public final class Moves {

    /// What a client may still finish.
    private static final long NOTICE_MS = 1_000;
    /// Those asked at once do not come back at once.
    private static final long SPREAD_MS = 1_000;
    /// Some of those chosen turn out to be busy.
    private static final int SPARE = 8;

    private final Sessions sessions;
    private final Set<Session> leaving = ConcurrentHashMap.newKeySet();

    public Moves(Sessions sessions) {
        this.sessions = sessions;
    }

    /// How many were asked and are still here.
    public int leaving() {
        leaving.removeIf(session -> !sessions.all().contains(session));
        return leaving.size();
    }

    /// Asks connections, chosen at random from those that have no command under way.
    ///
    /// @param most how many
    /// @param rest younger connections are left alone
    /// @param asked gets the user of each, on any event loop
    public void ask(int most, Duration rest, Consumer<String> asked) {
        AtomicInteger missing = new AtomicInteger(most);
        for (Session session : choose(2 * most + SPARE, rest.toNanos())) {
            session.context().emit(_ -> {
                if (missing.getAndUpdate(left -> Math.max(0, left - 1)) > 0 && !leaves(session, asked)) {
                    missing.incrementAndGet();
                }
            });
        }
    }

    private boolean leaves(Session session, Consumer<String> asked) {
        if (!session.idle() || session.ended()) {
            return false;
        }
        leaving.add(session);
        asked.accept(session.user().id());
        session.leave(NOTICE_MS + ThreadLocalRandom.current().nextLong(SPREAD_MS));
        return true;
    }

    /// Each that may be asked with the same chance, in one pass (reservoir sampling).
    private List<Session> choose(int size, long restNanos) {
        long now = System.nanoTime();
        List<Session> chosen = new ArrayList<>(size);
        int seen = 0;
        for (Session session : sessions.all()) {
            if (session.age(now) < restNanos || leaving.contains(session)) {
                continue;
            }
            int place = ThreadLocalRandom.current().nextInt(++seen);
            if (chosen.size() < size) {
                chosen.add(session);
            } else if (place < size) {
                chosen.set(place, session);
            }
        }
        return chosen;
    }
}
