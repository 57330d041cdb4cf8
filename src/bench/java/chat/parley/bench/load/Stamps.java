package chat.parley.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Writes and finds the time that every published text carries: `@@`, 16 digits of microseconds, `@@`.
/// Whatever a server wraps around the text, the stamp comes back in it. Frames of the same length nearly
/// always have it in the same place, so that is searched first; otherwise eight bytes at a time. Buffers are
/// little-endian. Not thread-safe.
final class Stamps {
    static final int SIZE = 20;
    static final long NONE = -1;

    private static final short MARK = 0x4040;
    private static final long MARKS = 0x4040404040404040L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long ZEROS = 0x3030303030303030L;

    private final int[] placeByLength = new int[1 << 16];

    static byte[] text(long micros) {
        return "@@%016d@@".formatted(micros).getBytes(StandardCharsets.US_ASCII);
    }

    /// The time in the frame's payload, or [#NONE].
    long find(ByteBuffer bytes, int from, int length) {
        int place = length < placeByLength.length ? placeByLength[length] : 0;
        if (place + SIZE <= length) {
            long micros = at(bytes, from + place);
            if (micros != NONE) {
                return micros;
            }
        }
        return search(bytes, from, length);
    }

    private long search(ByteBuffer bytes, int from, int length) {
        int last = from + length - SIZE;
        int i = from;
        while (i <= last) {
            // A stamp is longer than eight bytes, so the long does not reach beyond the payload.
            long marks = bytes.getLong(i) ^ MARKS;
            long hits = (marks - ONES) & ~marks & HIGHS;
            if (hits == 0) {
                i += Long.BYTES;
                continue;
            }
            i += Long.numberOfTrailingZeros(hits) >>> 3;
            if (i > last) {
                break;
            }
            long micros = at(bytes, i);
            if (micros != NONE) {
                if (length < placeByLength.length) {
                    placeByLength[length] = i - from;
                }
                return micros;
            }
            i++;
        }
        return NONE;
    }

    private static long at(ByteBuffer bytes, int i) {
        if (bytes.getShort(i) != MARK || bytes.getShort(i + 18) != MARK) {
            return NONE;
        }
        long high = bytes.getLong(i + 2);
        long low = bytes.getLong(i + 10);
        return digits(high) && digits(low) ? number(high) * 100_000_000 + number(low) : NONE;
    }

    /// Whether all eight bytes are `0` to `9`: the high half is 3, and adding 6 does not carry out of the low one.
    private static boolean digits(long eight) {
        return (eight & 0xF0F0F0F0F0F0F0F0L) == ZEROS && ((eight + 0x0606060606060606L) & 0xF0F0F0F0F0F0F0F0L) == ZEROS;
    }

    /// Eight digits, the first in the lowest byte: pairs, then fours, then all.
    private static long number(long eight) {
        long d = eight - ZEROS;
        d = (d & 0x00FF00FF00FF00FFL) * 10 + ((d >>> 8) & 0x00FF00FF00FF00FFL);
        d = (d & 0x0000FFFF0000FFFFL) * 100 + ((d >>> 16) & 0x0000FFFF0000FFFFL);
        return (d & 0xFFFFFFFFL) * 10_000 + (d >>> 32);
    }
}
