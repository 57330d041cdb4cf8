package chat.parley.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Derives a user's id from their subject at another issuer: the first 26 characters of the lower-case base32
/// of SHA-256 of issuer, newline, subject (protocol.md section 3). Stable on every pod and over time; no user
/// can choose it.
public final class SubjectId {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;
    private static final int BITS = 5;

    private SubjectId() {}

    public static String of(String issuer, String subject) {
        byte[] digest = sha256(issuer + "\n" + subject);
        StringBuilder id = new StringBuilder(LENGTH);
        for (int bit = 0; id.length() < LENGTH; bit += BITS) {
            int two = ((digest[bit / 8] & 0xFF) << 8) | (digest[bit / 8 + 1] & 0xFF);
            id.append(LETTERS.charAt((two >> (16 - BITS - bit % 8)) & 31));
        }
        return id.toString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every JVM has", e);
        }
    }
}
