package chat.parley.admin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The answers to one [PeopleAsk], added up. Thread-safe.
final class PeopleGathering {

    /// Each pod sends one more than that if it has them, so that the last page is known as such.
    static final int PAGE = 50;

    private final Promise<PeoplePage> done = Promise.promise();
    private final Set<String> silent;
    private final Map<String, ConnectedPerson> found = new TreeMap<>();

    /// @param pods whose answers are awaited
    PeopleGathering(Set<String> pods) {
        silent = new TreeSet<>(pods);
        if (silent.isEmpty()) {
            end();
        }
    }

    /// The page, once all have answered or it has ended.
    Future<PeoplePage> page() {
        return done.future();
    }

    /// Adds an answer; one that was not awaited counts as well, for the pod may be new.
    synchronized void add(PeopleAnswer answer) {
        answer.people().forEach(person -> found.merge(person.id(), of(answer.pod(), person), PeopleGathering::both));
        silent.remove(answer.pod());
        if (silent.isEmpty()) {
            end();
        }
    }

    /// Ends it with what there is.
    synchronized void end() {
        List<ConnectedPerson> users = found.values().stream().limit(PAGE).toList();
        Optional<String> cursor =
                found.size() > PAGE ? Optional.of(users.getLast().id()) : Optional.empty();
        done.tryComplete(new PeoplePage(users, List.copyOf(silent), cursor));
    }

    /// It cannot succeed any more.
    void fail(Throwable cause) {
        done.tryFail(cause);
    }

    private static ConnectedPerson of(String pod, PersonHere person) {
        return new ConnectedPerson(
                person.id(), person.name(), List.of(pod), person.connections(), person.since(), person.rooms());
    }

    private static ConnectedPerson both(ConnectedPerson one, ConnectedPerson other) {
        List<String> pods = new ArrayList<>(one.pods());
        pods.addAll(other.pods());
        pods.sort(Comparator.naturalOrder());
        return new ConnectedPerson(
                one.id(),
                one.name(),
                pods,
                one.connections() + other.connections(),
                Math.min(one.since(), other.since()),
                Math.max(one.rooms(), other.rooms()));
    }
}
