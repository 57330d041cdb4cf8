package chat.parley.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// A Lua script and its digest for EVALSHA. Scripts are written for a cluster, where a room's events are
/// published in the room's slot (SPUBLISH); a single Redis gets PUBLISH, since Redis before 7.0 has no
/// SPUBLISH.
///
/// @param sharded the variant for a cluster, if it differs
/// @param keys the names of its keys
/// @param args the names of its arguments
public record RedisScript(
        String text, String sha, Optional<RedisScript> sharded, ScriptParameters keys, ScriptParameters args) {

    private static final String IN_THE_SLOT = "'SPUBLISH'";
    private static final String EVERYWHERE = "'PUBLISH'";

    /// A script without a variant for clusters.
    public RedisScript(String text, String sha) {
        this(text, sha, Optional.empty());
    }

    /// A script and its variant for clusters.
    public RedisScript(String text, String sha, Optional<RedisScript> sharded) {
        this(text, sha, sharded, ScriptParameters.keys(text), ScriptParameters.args(text));
    }

    /// The script of the named resources below `/redis`, joined in this order.
    public static RedisScript of(String... resources) {
        return ofText(joined(resources));
    }

    /// The text of the named resources, joined in this order.
    public static String joined(String... resources) {
        StringBuilder text = new StringBuilder();
        for (String resource : resources) {
            text.append(read("/redis/" + resource)).append('\n');
        }
        return text.toString();
    }

    /// The script with this text.
    public static RedisScript ofText(String text) {
        String plain = text.replace(IN_THE_SLOT, EVERYWHERE);
        return new RedisScript(
                plain,
                digest(plain),
                plain.equals(text) ? Optional.empty() : Optional.of(new RedisScript(text, digest(text))));
    }

    /// A call of it, to be given its keys and arguments.
    public ScriptCall call() {
        return new ScriptCall(this);
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
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
