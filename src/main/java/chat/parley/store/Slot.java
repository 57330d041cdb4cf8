package chat.parley.store;

import java.nio.charset.StandardCharsets;

/// The hash slot in which a cluster keeps a key or a sharded channel: CRC-16 (XMODEM) of its tag, the part
/// between the first `{` and the next `}`, or of the whole name if it has no tag (Redis' cluster
/// specification).
public final class Slot {
    /// The number of slots in every cluster.
    public static final int COUNT = 16_384;

    private static final int POLYNOMIAL = 0x1021;
    private static final char[] TABLE = table();

    private Slot() {}

    public static int of(String key) {
        byte[] bytes = tag(key).getBytes(StandardCharsets.UTF_8);
        int crc = 0;
        for (byte next : bytes) {
            crc = (crc << 8 ^ TABLE[(crc >>> 8 ^ next) & 0xFF]) & 0xFFFF;
        }
        return crc % COUNT;
    }

    private static String tag(String key) {
        int open = key.indexOf('{');
        int close = key.indexOf('}', open + 1);
        return open < 0 || close <= open + 1 ? key : key.substring(open + 1, close);
    }

    private static char[] table() {
        char[] table = new char[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ POLYNOMIAL;
            }
            table[i] = (char) crc;
        }
        return table;
    }
}
