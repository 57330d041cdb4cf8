package chat.parley.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// All randomness, from one seed. One thread draws it before a round begins.
final class SeededRandom {
    private final Random random;

    SeededRandom(long seed) {
        random = new Random(seed);
    }

    <T> T any(List<T> list) {
        return list.get(below(list.size()));
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /// This many of them.
    <T> List<T> some(int count, List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }
}
