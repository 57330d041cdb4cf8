package chat.parley.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The Redis user of an installation with another prefix, made as src/docs/operating.md says: the rules of
/// `k8s/base/users.acl` with that prefix. The user has the prefix as its name, and no password.
public final class OwnRights {
    private static final Path USERS = Path.of("k8s", "base", "users.acl");
    private static final String USUAL = "user parley on #@parley@ ";

    private OwnRights() {}

    /// The command that makes the user.
    public static String of(String prefix) {
        try {
            return Files.readAllLines(USERS).stream()
                    .filter(line -> line.startsWith(USUAL))
                    .map(line -> "ACL SETUSER " + prefix + " on nopass "
                            + line.substring(USUAL.length()).replace("parley:*", prefix + ":*"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("expected the user parley in " + USERS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Addresses of Redis with that user instead of the usual one.
    public static String in(String addresses, String prefix) {
        return addresses.replace("//parley:", "//" + prefix + ":");
    }
}
