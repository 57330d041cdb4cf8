package chat.parley.faults;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The audit finds errors that are planted into the true record of a crowd's chat.
@Lane(Lane.LOAD)
final class LedgerIT {
    @RegisterExtension
    static final SharedPodPool SHARED = new SharedPodPool();

    @Test
    void ledgerDetectsALossADuplicateAndASwap() {
        Pods pods = SHARED.pods();
        try (Crowd crowd = new Crowd(pods, 30, 3, 1)) {
            crowd.talks(100);
            await().atMost(30, SECONDS).until(() -> crowd.acknowledged() >= 100);
            crowd.settles(Crowd::everybody);
            Ledger ledger = crowd.ledger(Crowd::everybody);
            assertTrue(ledger.verdict().clean(), () -> ledger.verdict().toString());
            assertTrue(ledger.verdict().acknowledged() > 50);
            assertEquals(ledger.verdict().acknowledged() * 10, ledger.verdict().delivered());

            String room = crowd.rooms().getFirst();
            Ledger.RoomRecord recorded = Objects.requireNonNull(ledger.rooms().get(room));
            List<Entry> kept = new ArrayList<>(recorded.kept());
            kept.remove(kept.size() / 2);
            Verdict lost = new Ledger.RoomRecord(kept, recorded.acknowledged(), recorded.readers()).verdict();
            assertEquals(1, lost.lost());

            Verdict hole = planted(recorded, arrivals -> arrivals.remove(3));
            assertEquals(1, hole.holes());
            Verdict doubled = planted(recorded, arrivals -> arrivals.add(7, arrivals.get(5)));
            assertEquals(1, doubled.doubled());
            Verdict swapped = planted(recorded, arrivals -> arrivals.add(4, arrivals.remove(5)));
            assertEquals(1, swapped.disordered());
            Verdict tail = planted(recorded, List::removeLast);
            assertEquals(1, tail.holes());
            Verdict reused = planted(recorded, arrivals -> {
                ReceivedMessage one = arrivals.get(2);
                arrivals.set(2, new ReceivedMessage(one.epoch(), one.seq(), "other.c1", false));
            });
            assertEquals(1, reused.reused());
            for (Verdict verdict : List.of(lost, hole, doubled, swapped, tail, reused)) {
                assertTrue(!verdict.clean(), verdict::toString);
            }
        }
    }

    private interface Plant {
        void into(List<ReceivedMessage> arrivals);
    }

    private static Verdict planted(Ledger.RoomRecord recorded, Plant plant) {
        List<List<ReceivedMessage>> readers = new ArrayList<>(recorded.readers());
        List<ReceivedMessage> one = new ArrayList<>(readers.getFirst());
        plant.into(one);
        readers.set(0, one);
        return new Ledger.RoomRecord(recorded.kept(), recorded.acknowledged(), readers).verdict();
    }
}
