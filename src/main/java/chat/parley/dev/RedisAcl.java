package chat.parley.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The permissions of the application in the Redis of a test run: the same as in production, so that a script
/// which needs more fails here first. The file is the one in `k8s/`; its user logs in without a password, and
/// the default user remains for what a test does behind the application's back.
///
/// @param words the user's rules as a Redis setting has them; empty if everything is permitted
record RedisAcl(List<String> words) {
    /// Names the file; read here and not by the configuration, because tests use it, too. Unset in
    /// development, where the Redis is the developer's own.
    private static final String FILE = "parley.dev.redis-acl";

    private static final String USER = "parley";

    RedisAcl {
        words = List.copyOf(words);
    }

    static RedisAcl ofThisRun() {
        String file = System.getProperty(FILE, "");
        return file.isEmpty() ? new RedisAcl(List.of()) : read(Path.of(file));
    }

    private static RedisAcl read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("user " + USER + " "))
                    .findFirst()
                    .map(RedisAcl::withoutPassword)
                    .orElseThrow(() -> new IllegalStateException("expected the user " + USER + " in " + file));
        } catch (IOException e) {
            throw new UncheckedIOException("expected the file that " + FILE + " names", e);
        }
    }

    private static RedisAcl withoutPassword(String line) {
        List<String> words = new ArrayList<>(List.of("--user", USER, "nopass"));
        Arrays.stream(line.split(" +", -1))
                .skip(2)
                .filter(word -> !word.startsWith("#") && !word.startsWith(">"))
                .forEach(words::add);
        return new RedisAcl(words);
    }

    /// The application's address of the server on this port, with its user.
    URI address(int port) {
        String user = words.isEmpty() ? "" : USER + ":any@";
        return URI.create("redis://" + user + RedisServer.ADDRESS + ":" + port);
    }
}
