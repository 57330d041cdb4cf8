package chat.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A Lua script and the digest by which Redis knows it.
public record RedisScript(String text, String sha) {

    /// The script made of the named resources below `/redis`, joined in this order.
    public static RedisScript of(String... resources) {
        StringBuilder text = new StringBuilder();
        for (String resource : resources) {
            text.append(read("/redis/" + resource)).append('\n');
        }
        return ofText(text.toString());
    }

    static RedisScript ofText(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new RedisScript(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-1, which Redis uses for EVALSHA, in this JVM", e);
        }
    }

    private static String read(String path) {
        try (InputStream in = RedisScript.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("expected the script " + path + " in the application");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
