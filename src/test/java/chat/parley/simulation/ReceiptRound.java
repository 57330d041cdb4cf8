package chat.parley.simulation;

import chat.parley.kit.Commands;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// People report how far they have received or read, openly or quietly; on both of their devices at the same
/// time.
final class ReceiptRound {
    private final Simulation simulation;
    private final SeededRandom random;

    ReceiptRound(Simulation simulation, SeededRandom random) {
        this.simulation = simulation;
        this.random = random;
    }

    /// All devices, in all rooms.
    void round() {
        List<Callable<List<Step>>> tasks = new ArrayList<>();
        for (Person person : simulation.people()) {
            for (Device device : person.online()) {
                tasks.add(Script.inTurn(simulation.ledgersOf(person).stream()
                        .map(ledger -> of(person, device, ledger))
                        .toList()));
            }
        }
        simulation.round(tasks);
        simulation.everybodyAgrees();
    }

    /// One device in one room.
    Callable<Step> of(Person person, Device device, RoomLedger ledger) {
        long begin = device.screen().view(ledger.room()).begin();
        List<Long> seqs =
                ledger.visible(person.id()).stream().filter(seq -> seq > begin).toList();
        long seq = seqs.isEmpty() || random.percent(70) ? ledger.head() : random.any(seqs);
        return switch (random.below(5)) {
            case 0 -> receives(person, device, ledger, seq);
            case 1 -> reads(person, device, ledger, seq, true);
            default -> reads(person, device, ledger, seq, false);
        };
    }

    private Callable<Step> receives(Person person, Device device, RoomLedger ledger, long seq) {
        return () -> {
            simulation.sure(device, Optional.empty()).receives(ledger.room(), seq);
            return Step.passing(ledger.room(), () -> ledger.member(person.id()).receives(seq));
        };
    }

    private Callable<Step> reads(Person person, Device device, RoomLedger ledger, long seq, boolean quiet) {
        return () -> {
            Optional<PendingReply> what = Optional.of(new PendingReply.Read(ledger.room(), seq));
            Commands<JsonNode> sure = simulation.sure(device, what);
            if (quiet) {
                sure.readsQuietly(ledger.room(), seq);
            } else {
                sure.reads(ledger.room(), seq);
            }
            return Step.passing(ledger.room(), () -> {
                if (quiet) {
                    ledger.member(person.id()).readsQuietly(seq);
                } else {
                    ledger.member(person.id()).reads(seq);
                }
            });
        };
    }
}
