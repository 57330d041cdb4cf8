package chat.parley.room;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the most frequent names in bounded memory (the space-saving sketch of Metwally, Agrawal and El
/// Abbadi, 2005): when all places are taken, a new name replaces the one with the lowest count, and what was
/// counted before it is subtracted. So no reported count is too high, and every name whose share of the total
/// exceeds that of one place is found.
public final class TopK {

    private final int places;
    private final Map<String, Place> taken;
    /// A heap with the lowest count first.
    private final List<Place> heap;

    private static final class Place {
        private String who;
        private long count;
        private long others;
        private int index;

        private Place(String who, int index) {
            this.who = who;
            this.index = index;
        }
    }

    TopK(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("expected at least one place, got " + places);
        }
        this.places = places;
        this.taken = HashMap.newHashMap(places);
        this.heap = new ArrayList<>(places);
    }

    /// Counts an occurrence.
    void count(String who) {
        Place place = taken.get(who);
        if (place == null) {
            place = heap.size() < places ? newPlace(who) : replaceLeast(who);
            taken.put(who, place);
        }
        place.count++;
        sink(place);
    }

    void clear() {
        taken.clear();
        heap.clear();
    }

    /// Adds the minimum count of each name.
    void addTo(Map<String, Long> sums) {
        heap.forEach(place -> sums.merge(place.who, place.count - place.others, Long::sum));
    }

    /// The highest sums in descending order; equal ones by name.
    public static Map<String, Long> most(Map<String, Long> sums, int most) {
        Map<String, Long> found = new LinkedHashMap<>();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private Place newPlace(String who) {
        Place place = new Place(who, heap.size());
        heap.add(place);
        rise(place);
        return place;
    }

    private Place replaceLeast(String who) {
        Place least = heap.getFirst();
        taken.remove(least.who);
        least.who = who;
        least.others = least.count;
        return least;
    }

    private void rise(Place place) {
        while (place.index > 0 && heap.get((place.index - 1) / 2).count > place.count) {
            swap(place.index, (place.index - 1) / 2);
        }
    }

    private void sink(Place place) {
        for (int child = least(place.index); child >= 0 && heap.get(child).count < place.count; ) {
            swap(place.index, child);
            child = least(place.index);
        }
    }

    /// The child with the lower count, or -1.
    private int least(int parent) {
        int left = 2 * parent + 1;
        if (left >= heap.size()) {
            return -1;
        }
        int right = left + 1;
        return right < heap.size() && heap.get(right).count < heap.get(left).count ? right : left;
    }

    private void swap(int first, int second) {
        Collections.swap(heap, first, second);
        heap.get(first).index = first;
        heap.get(second).index = second;
    }
}
