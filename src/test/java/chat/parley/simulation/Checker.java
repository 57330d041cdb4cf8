package chat.parley.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/// Compares what a device shows with the ledgers, and names the differences.
final class Checker {
    private final Collection<RoomLedger> ledgers;

    /// @param ledgers of all rooms; they may continue to change
    Checker(Collection<RoomLedger> ledgers) {
        this.ledgers = ledgers;
    }

    /// Whether a person finds this room.
    static boolean finds(Person person, RoomLedger ledger) {
        return ledger.members().containsKey(person.id())
                && ledger.member(person.id()).listed();
    }

    /// A sentence for each difference; none if everything matches.
    List<String> differences(Person person, Screen screen) {
        List<String> found = new ArrayList<>();
        differs(found, "name", person.name(), screen.name());
        Set<String> rooms = new TreeSet<>();
        ledgers.stream()
                .filter(ledger -> finds(person, ledger))
                .map(RoomLedger::room)
                .forEach(rooms::add);
        differs(
                found,
                "rooms of " + person.name(),
                rooms,
                new TreeSet<>(screen.views().keySet()));
        for (RoomLedger ledger : ledgers) {
            if (rooms.contains(ledger.room()) && screen.views().containsKey(ledger.room())) {
                differs(found, person, ledger, screen.view(ledger.room()));
            }
        }
        return found;
    }

    private static void differs(List<String> found, String what, Object expected, Object shown) {
        if (!expected.equals(shown)) {
            found.add(what + ": expected " + expected + ", shown " + shown);
        }
    }

    private static void differs(List<String> found, Person person, RoomLedger ledger, RoomView view) {
        String where = person.name() + " in " + ledger.room();
        differs(found, where, ledger.standing(person.id()), view.standing());
        SortedMap<Long, MessageView> expected = ledger.sights(person.id(), view.begin());
        SortedMap<Long, MessageView> shown = view.messages().tailMap(view.begin() + 1);
        Set<Long> seqs = new TreeSet<>(expected.keySet());
        seqs.addAll(shown.keySet());
        for (long seq : seqs) {
            differs(
                    found,
                    where + ", message " + seq,
                    expected.containsKey(seq) ? expected.get(seq) : "none",
                    shown.containsKey(seq) ? shown.get(seq) : "none");
        }
        if (view.ticks().watching() && !ledger.room().equals(RoomLedger.LOBBY)) {
            statuses(found, where, person, ledger, view.ticks());
        }
    }

    /// Two cursors are equal to a person who sees no message between them.
    private static void statuses(
            List<String> found, String where, Person person, RoomLedger ledger, ReceiptTracker ticks) {
        List<Long> visible = ledger.visible(person.id());
        for (Map.Entry<String, RoomRole> other : ledger.members().entrySet()) {
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
