package chat.parley.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key as a client presents it: `parley_<id>.<secret>`. What only begins like one has an id that no key
/// has, so that it is refused as any other, after the same work.
///
/// @param digest SHA-256 of the whole text; the text itself is kept nowhere
record PresentedKey(String id, String digest) {

    private static final String BEGINNING = "parley_";
    /// No key has this id.
    private static final String MALFORMED = "-";
    private static final Pattern FORM = Pattern.compile("parley_([a-z0-9]{12}|" + AdminKey.ID + ")\\.[!-~]{1,512}");

    static PresentedKey of(String text) {
        Matcher form = FORM.matcher(text);
        return new PresentedKey(form.matches() ? form.group(1) : MALFORMED, digest(text));
    }

    /// Whether a token means to be a key.
    static boolean meant(String token) {
        return token.startsWith(BEGINNING);
    }

    /// SHA-256 in hexadecimal. A key is random enough that a slow hash would protect it no better.
    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every JVM has", e);
        }
    }

    /// Whether this is what was stored, in the same time whatever differs.
    boolean is(String storedDigest) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), storedDigest.getBytes(StandardCharsets.US_ASCII));
    }
}
