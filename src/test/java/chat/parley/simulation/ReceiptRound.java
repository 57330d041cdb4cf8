package chat.parley.simulation;

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
                tasks.add(Script.inTurn(simulation.booksOf(person).stream()
                        .map(book -> of(person, device, book))
                        .toList()));
            }
        }
        simulation.round(tasks);
        simulation.everybodyAgrees();
    }

    /// One device in one room.
    Callable<Step> of(Person person, Device device, RoomLedger book) {
        long begin = device.screen().shelf(book.room()).begin();
        List<Long> seqs =
                book.visible(person.id()).stream().filter(seq -> seq > begin).toList();
        long seq = seqs.isEmpty() || random.percent(70) ? book.head() : random.any(seqs);
        return switch (random.below(5)) {
            case 0 -> receives(person, device, book, seq);
            case 1 -> reads(person, device, book, seq, true);
            default -> reads(person, device, book, seq, false);
        };
    }

    private Callable<Step> receives(Person person, Device device, RoomLedger book, long seq) {
        return () -> {
            simulation.sure(device, Optional.empty(), "received", "room", book.room(), "seq", seq);
            return Step.passing(book.room(), () -> book.member(person.id()).receives(seq));
        };
    }

    private Callable<Step> reads(Person person, Device device, RoomLedger book, long seq, boolean quiet) {
        return () -> {
            Optional<PendingReply> what = Optional.of(new PendingReply.Read(book.room(), seq));
            simulation.sure(device, what, "read", "room", book.room(), "seq", seq, "quiet", quiet);
            return Step.passing(book.room(), () -> {
                if (quiet) {
                    book.member(person.id()).readsQuietly(seq);
                } else {
                    book.member(person.id()).reads(seq);
                }
            });
        };
    }
}
