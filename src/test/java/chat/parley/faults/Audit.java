package chat.parley.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Checks the record of one room.
final class Audit {

    private final Ledger.RoomRecord recorded;
    /// The place of each message in the store, as an index into what is kept.
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Long, String> positions = new HashMap<>();
    private long delivered;
    private long doubled;
    private long holes;
    private long disordered;
    private long reused;
    private long resets;

    private Audit(Ledger.RoomRecord recorded) {
        this.recorded = recorded;
    }

    static Verdict of(Ledger.RoomRecord recorded) {
        return new Audit(recorded).verdict();
    }

    private Verdict verdict() {
        for (int i = 0; i < recorded.kept().size(); i++) {
            Entry entry = recorded.kept().get(i);
            used(entry.seq(), entry.id());
            if (places.putIfAbsent(entry.id(), i) != null) {
                doubled++;
            }
        }
        recorded.acknowledged().forEach(entry -> used(entry.seq(), entry.id()));
        recorded.readers().forEach(this::read);
        long lost = recorded.acknowledged().stream()
                .filter(entry -> !places.containsKey(entry.id()))
                .count();
        return new Verdict(recorded.acknowledged().size(), delivered, lost, doubled, holes, disordered, reused, resets);
    }

    private void used(long seq, String id) {
        String other = positions.putIfAbsent(seq, id);
        if (other != null && !other.equals(id)) {
            reused++;
        }
    }

    /// Each reader is present from the beginning. After a reset they continue from the given position.
    private void read(List<ReceivedMessage> arrivals) {
        delivered += arrivals.size();
        Set<String> shown = new HashSet<>();
        int next = 0;
        boolean anew = false;
        for (ReceivedMessage arrival : arrivals) {
            used(arrival.seq(), arrival.id());
            if (arrival.afterReset()) {
                resets++;
                anew = true;
            }
            Integer place = places.get(arrival.id());
            if (place == null || !kept(arrival, place)) {
                continue;
            }
            if (!shown.add(arrival.id())) {
                doubled++;
            } else if (place < next) {
                disordered++;
            } else {
                holes += anew ? 0 : place - next;
                next = place + 1;
                anew = false;
            }
        }
        holes += anew ? 0 : recorded.kept().size() - next;
    }

    /// A message shown at a position that the store lost may arrive again at its current one.
    private boolean kept(ReceivedMessage arrival, int place) {
        return recorded.kept().get(place).seq() == arrival.seq();
    }
}
