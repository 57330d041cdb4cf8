package chat.parley.admin;

import chat.parley.backplane.RedisBackplane;
import chat.parley.presence.Pod;
import chat.parley.presence.RedisPresence;
import chat.parley.protocol.Problem;
import chat.parley.protocol.User;
import chat.parley.store.RedisStore;
import chat.parley.store.StoreClock;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/// Who is connected, over all pods. Nobody keeps a list of them: the pod that is asked asks all pods, itself
/// included, by pub/sub, and each searches its own memory. So the store carries one publication for the question
/// and one for each pod's answer, whatever is searched for, and connections cost it nothing.
@Singleton
public final class ConnectedPeople {

    private static final Logger LOG = Logger.getLogger(ConnectedPeople.class);
    /// A pod of another release never answers, and one that has just died does not, either.
    private static final long PATIENCE_MS = 1_000;
    /// Questions of operators under way here, and searches of this pod's memory: they run one after another.
    private static final int MOST = 8;
    /// Longer than any name or id.
    private static final int LONGEST_QUERY = 100;

    private final Vertx vertx;
    private final RedisStore store;
    private final RedisBackplane backplane;
    private final RedisPresence presence;
    private final StoreClock clock;
    private final Pod pod;
    private final PeopleHere here;
    private final Map<String, PeopleGathering> asked = new ConcurrentHashMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger searches = new AtomicInteger();

    ConnectedPeople(
            Vertx vertx,
            RedisStore store,
            RedisBackplane backplane,
            RedisPresence presence,
            StoreClock clock,
            Pod pod,
            PeopleHere here) {
        this.vertx = vertx;
        this.store = store;
        this.backplane = backplane;
        this.presence = presence;
        this.clock = clock;
        this.pod = pod;
        this.here = here;
    }

    void started(@Observes StartupEvent start) {
        backplane.subscribe(questions(), this::search);
        backplane.subscribe(answers(pod.name()), this::gather);
    }

    /// A page of the users who are connected.
    ///
    /// @param query the beginning of an id, or of a word of a name; without it everyone
    public Future<PeoplePage> page(Optional<String> query, Optional<String> cursor) {
        String words = query.orElse("");
        if (words.length() > LONGEST_QUERY) {
            throw Problem.badRequest("query: expected at most " + LONGEST_QUERY + " characters, got " + words.length());
        }
        Optional<String> after = cursor.filter(text -> !text.isEmpty()).map(User::checkedId);
        if (underWay.incrementAndGet() > MOST) {
            underWay.decrementAndGet();
            throw Problem.rateLimited(
                    "expected at most " + MOST + " searches for people under way on this pod", PATIENCE_MS);
        }
        PeopleAsk ask = new PeopleAsk(UUID.randomUUID().toString(), pod.name(), after, words);
        return gathered(ask).onComplete(_ -> underWay.decrementAndGet());
    }

    private Future<PeoplePage> gathered(PeopleAsk ask) {
        return presence.living(clock.millis()).compose(leases -> {
            PeopleGathering gathering = new PeopleGathering(leases.keySet());
            asked.put(ask.id(), gathering);
            long timer = vertx.setTimer(PATIENCE_MS, _ -> gathering.end());
            store.publish(questions(), ask.text()).onFailure(gathering::fail);
            return gathering.page().onComplete(_ -> {
                vertx.cancelTimer(timer);
                asked.remove(ask.id());
            });
        });
    }

    /// Beside the event loops, one after another. A pod that has too many to answer answers none of the others:
    /// the page says then that it was silent.
    private void search(byte[] text) {
        PeopleAsk.read(new String(text, StandardCharsets.UTF_8)).ifPresent(ask -> {
            if (searches.incrementAndGet() > MOST) {
                searches.decrementAndGet();
                return;
            }
            vertx.executeBlocking(() -> new PeopleAnswer(ask.id(), pod.name(), here.page(ask)), true)
                    .onComplete(_ -> searches.decrementAndGet())
                    .compose(answer -> store.publish(answers(ask.asker()), answer.text()))
                    .onFailure(failure -> LOG.debugf("A search for people was not answered: %s", failure.getMessage()));
        });
    }

    private void gather(byte[] text) {
        PeopleAnswer.read(new String(text, StandardCharsets.UTF_8)).ifPresent(answer -> {
            PeopleGathering gathering = asked.get(answer.ask());
            if (gathering != null) {
                gathering.add(answer);
            }
        });
    }

    private String questions() {
        return store.prefix().key("questions");
    }

    private String answers(String asker) {
        return store.prefix().key("pod:" + asker + ":answers");
    }
}
