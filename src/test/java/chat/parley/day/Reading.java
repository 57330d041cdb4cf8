package chat.parley.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/// People tell how far they have received or read, openly or quietly; both of their devices at once.
final class Reading {
    private final Village village;
    private final Luck luck;

    Reading(Village village, Luck luck) {
        this.village = village;
        this.luck = luck;
    }

    /// All devices, in all rooms.
    void round() {
        List<Callable<List<Deed>>> tasks = new ArrayList<>();
        for (Person person : village.people()) {
            for (Device device : person.online()) {
                tasks.add(Script.inTurn(village.booksOf(person).stream()
                        .map(book -> of(person, device, book))
                        .toList()));
            }
        }
        village.round(tasks);
        village.everybodyAgrees();
    }

    /// One device in one room.
    Callable<Deed> of(Person person, Device device, Book book) {
        long begin = device.screen().shelf(book.room()).begin();
        List<Long> seqs =
                book.visible(person.id()).stream().filter(seq -> seq > begin).toList();
        long seq = seqs.isEmpty() || luck.percent(70) ? book.head() : luck.any(seqs);
        return switch (luck.below(5)) {
            case 0 -> receives(person, device, book, seq);
            case 1 -> reads(person, device, book, seq, true);
            default -> reads(person, device, book, seq, false);
        };
    }

    private Callable<Deed> receives(Person person, Device device, Book book, long seq) {
        return () -> {
            village.sure(device, Optional.empty(), "received", "room", book.room(), "seq", seq);
            return Deed.passing(book.room(), () -> book.member(person.id()).receives(seq));
        };
    }

    private Callable<Deed> reads(Person person, Device device, Book book, long seq, boolean quiet) {
        return () -> {
            Optional<Asked> what = Optional.of(new Asked.Read(book.room(), seq));
            village.sure(device, what, "read", "room", book.room(), "seq", seq, "quiet", quiet);
            return Deed.passing(book.room(), () -> {
                if (quiet) {
                    book.member(person.id()).readsQuietly(seq);
                } else {
                    book.member(person.id()).reads(seq);
                }
            });
        };
    }
}
