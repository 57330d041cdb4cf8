package chat.parley.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Identifies content by its SHA-256, cut to 80 bits: nobody gains from a collision among our own files.
final class Digest {
    private static final int BYTES = 10;

    private Digest() {}

    static String of(byte[] content) {
        byte[] hash = sha256().digest(content);
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java platform has SHA-256; this one does not", absent);
        }
    }
}
