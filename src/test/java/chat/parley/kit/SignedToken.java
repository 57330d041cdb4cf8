package chat.parley.kit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A token made by somebody who knows the secret of the [Pod]s (JWT, HS256), valid for an hour.
public final class SignedToken {
    private static final long HOUR = 3_600;

    private SignedToken() {}

    /// For a user with these roles.
    public static String of(String user, String name, String... roles) {
        return of(Duration.ofSeconds(HOUR), user, name, roles);
    }

    /// The same, valid for that long.
    public static String of(Duration time, String user, String name, String... roles) {
        long now = System.currentTimeMillis() / 1_000;
        String body = encoded(Frame.of("alg", "HS256", "typ", "JWT"))
                + "."
                + encoded(Frame.of(
                        "iss",
                        "parley",
                        "sub",
                        user,
                        "name",
                        name,
                        "roles",
                        List.of(roles),
                        "iat",
                        now,
                        "exp",
                        now + time.toSeconds()));
        return body + "." + encoded(signature(body));
    }

    private static byte[] signature(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Pod.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return encoded(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
