package chat.parley.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the application may do in a Redis of a test run: what production lets it do, so that a script which needs more
/// fails here first. The file is the one that `k8s/` ships; its user comes in without a password, and the default user
/// stays for what a test does behind the application's back.
///
/// @param words the user's rules as a Redis setting has them; empty where everybody may do everything
record RedisAcl(List<String> words) {
    /// Names the file; read here and not by the configuration, because tests ask, too. Unset in development, where the
    /// Redis is one's own.
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

    /// Where the application finds the server on this port, and as whom.
    URI address(int port) {
        String user = words.isEmpty() ? "" : USER + ":any@";
        return URI.create("redis://" + user + RedisServer.ADDRESS + ":" + port);
    }
}
