package chat.parley.admin;

import chat.parley.protocol.Query;
import chat.parley.session.Connected;
import chat.parley.session.Sessions;
import chat.parley.store.StoreClock;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// Searches this pod's sessions, in memory. It walks all of them whatever is searched for, so it runs beside the
/// event loops.
@Singleton
final class PeopleHere {

    private final Sessions sessions;
    private final StoreClock clock;

    PeopleHere(Sessions sessions, StoreClock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /// By id, one more than a page has.
    List<PersonHere> page(PeopleAsk ask) {
        long now = clock.millis();
        String after = ask.after().orElse("");
        Predicate<Connected> asked = asked(ask.query());
        return sessions.connected().stream()
                .filter(connected -> connected.user().id().compareTo(after) > 0)
                .sorted(Comparator.comparing(connected -> connected.user().id()))
                .filter(asked)
                .limit(PeopleGathering.PAGE + 1L)
                .map(connected -> new PersonHere(
                        connected.user().id(),
                        connected.user().name(),
                        connected.connections(),
                        now - connected.nanos() / 1_000_000,
                        connected.rooms()))
                .toList();
    }

    private static Predicate<Connected> asked(String query) {
        String beginning = query.strip().toLowerCase(Locale.ROOT);
        Predicate<String> name = new Query(query).finder();
        return connected -> connected.user().id().startsWith(beginning)
                || name.test(connected.user().name());
    }
}
