package chat.parley.session;

import java.util.Arrays;

/// Refused commands, each with its key ([CommandKey]) and the time at which it may be sent again. Compact,
/// since a connection may have hundreds of them: 16 bytes each. Used by one event loop.
final class RetryPlaces {

    private static final long[] NONE = {};
    private static final int FEW = 16;

    private long[] keys = NONE;
    private long[] dues = NONE;
    private int size;

    int size() {
        return size;
    }

    void add(long key, long due) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, Math.max(FEW, 2 * size));
            dues = Arrays.copyOf(dues, keys.length);
        }
        keys[size] = key;
        dues[size++] = due;
    }

    /// The first with this key, or -1.
    int find(long key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    long due(int place) {
        return dues[place];
    }

    void remove(int place) {
        size--;
        System.arraycopy(keys, place + 1, keys, place, size - place);
        System.arraycopy(dues, place + 1, dues, place, size - place);
        shrinkIfEmpty();
    }

    /// Forgets those that were due before `nanoTime`.
    void forgetBefore(long nanoTime) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (dues[i] - nanoTime >= 0) {
                keys[kept] = keys[i];
                dues[kept++] = dues[i];
            }
        }
        size = kept;
        shrinkIfEmpty();
    }

    void clear() {
        size = 0;
        shrinkIfEmpty();
    }

    private void shrinkIfEmpty() {
        if (size == 0) {
            keys = NONE;
            dues = NONE;
        }
    }
}
