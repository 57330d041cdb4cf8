package chat.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {

    @Test
    void whatAServerLosesAndDoublesIsSeen() throws IOException {
        try (FaultyServer server = new FaultyServer(true, 0, 0);
                Run run = new Run(work(server, 4), () -> 0)) {
            Outcome outcome = run.measure(stage(new Pace.Rate(1000), 1));
            assertEquals(1000, outcome.counts().published());
            assertEquals(server.dropped.get(), outcome.counts().lost());
            assertEquals(server.doubled.get(), outcome.counts().duplicates());
            assertEquals(100, outcome.counts().lost());
        }
    }

    @Test
    void aServerThatStandsStillIsSeenInTheLatencyOfAllThatWasDueMeanwhile() throws IOException {
        try (FaultyServer server = new FaultyServer(false, 50, 500);
                Run run = new Run(work(server, 1), () -> 0)) {
            Outcome outcome = run.measure(stage(new Pace.Rate(100), 1));
            assertEquals(0, outcome.counts().lost());
            assertTrue(outcome.latency().greatest() >= 450, outcome.latency()::toString);
            // Of a hundred messages fifty were due while the server stalled, each waiting 10 ms less than the one
            // before.
            assertTrue(outcome.latency().mean() >= 50 * 250 / 100 * .8, outcome.latency()::toString);
        }
    }

    @Test
    void aClosedLoopHasNoMoreUnderWayThanItMay() throws IOException {
        try (FaultyServer server = new FaultyServer(false, 0, 0);
                Run run = new Run(work(server, 2), () -> 0)) {
            Outcome outcome = run.measure(stage(new Pace.Closed(4), .3));
            assertTrue(outcome.counts().published() > 4, outcome::toString);
            assertEquals(0, outcome.counts().lost());
            assertTrue(outcome.isClean(), outcome::toString);
        }
    }

    /// Each client has a room of its own: the server answers only the sender.
    private static Work work(FaultyServer server, int clients) {
        return new Work(
                List.of(server.address()),
                Dialect.PATH,
                false,
                clients,
                clients,
                clients,
                Duration.ZERO,
                200,
                List.of());
    }

    private static Stage stage(Pace pace, double window) {
        return new Stage(pace, Duration.ZERO, Duration.ofNanos((long) (window * 1e9)), Duration.ofMillis(300));
    }
}
