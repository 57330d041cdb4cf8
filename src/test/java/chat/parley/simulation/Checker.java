package chat.parley.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// Compares what a device shows with the books, and names the differences.
final class Checker {
    private final Collection<RoomLedger> books;

    /// @param books of all rooms; they may continue to change
    Checker(Collection<RoomLedger> books) {
        this.books = books;
    }

    /// Whether a person finds this room.
    static boolean finds(Person person, RoomLedger book) {
        return book.members().containsKey(person.id())
                && book.member(person.id()).listed();
    }

    /// A sentence for each difference; none if everything matches.
    List<String> differences(Person person, Screen screen) {
        List<String> found = new ArrayList<>();
        differs(found, "name", person.name(), screen.name());
        Set<String> rooms = new TreeSet<>();
        books.stream().filter(book -> finds(person, book)).map(RoomLedger::room).forEach(rooms::add);
        differs(
                found,
                "rooms of " + person.name(),
                rooms,
                new TreeSet<>(screen.shelves().keySet()));
        for (RoomLedger book : books) {
            if (rooms.contains(book.room()) && screen.shelves().containsKey(book.room())) {
                differs(found, person, book, screen.shelf(book.room()));
            }
        }
        return found;
    }

    private static void differs(List<String> found, String what, Object expected, Object shown) {
        if (!expected.equals(shown)) {
            found.add(what + ": expected " + expected + ", shown " + shown);
        }
    }

    private static void differs(List<String> found, Person person, RoomLedger book, RoomView shelf) {
        String where = person.name() + " in " + book.room();
        differs(found, where, book.standing(person.id()), shelf.standing());
        SortedMap<Long, MessageView> expected = book.sights(person.id(), shelf.begin());
        SortedMap<Long, MessageView> shown = shelf.messages().tailMap(shelf.begin() + 1);
        Set<Long> seqs = new TreeSet<>(expected.keySet());
        seqs.addAll(shown.keySet());
        for (long seq : seqs) {
            differs(
                    found,
                    where + ", message " + seq,
                    expected.containsKey(seq) ? expected.get(seq) : "none",
                    shown.containsKey(seq) ? shown.get(seq) : "none");
        }
        if (shelf.ticks().watching() && !book.room().equals(RoomLedger.LOBBY)) {
            statuses(found, where, person, book, shelf.ticks());
        }
    }

    /// Two cursors are equal to a person who sees no message between them.
    private static void statuses(
            List<String> found, String where, Person person, RoomLedger book, ReceiptTracker ticks) {
        List<Long> visible = book.visible(person.id());
        for (Map.Entry<String, RoomRole> other : book.members().entrySet()) {
            if (!other.getKey().equals(person.id())) {
                long joined = other.getValue().joined();
                differs(
                        found,
                        where + ", status for " + other.getKey(),
                        last(visible, other.getValue().told()),
                        last(visible, ticks.of(other.getKey()).and(new Cursor(joined, joined))));
            }
        }
    }

    private static Cursor last(List<Long> visible, Cursor cursor) {
        return new Cursor(last(visible, cursor.delivered()), last(visible, cursor.seen()));
    }

    private static long last(List<Long> visible, long cursor) {
        return visible.stream()
                .mapToLong(Long::longValue)
                .filter(seq -> seq <= cursor)
                .max()
                .orElse(0);
    }
}
