package chat.parley.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProgramTest {
    private static final Pattern NAMED = Pattern.compile("Program\\.named\\(\\s*\"([\\w-]+)\"");
    /// What every Debian has, and what comes with `redis-server` and `prometheus`.
    private static final Set<String> THERE = Set.of("sh", "tar", "redis-cli", "prometheus");

    /// In CI a test fails if its program is missing: a new machine gets each of them.
    @Test
    void ciInstallsEveryProgramOfTheTests() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                NAMED.matcher(Files.readString(file)).results().forEach(match -> named.add(match.group(1)));
            }
        }
        assertTrue(named.containsAll(THERE), named::toString);
        named.removeAll(THERE);
        String script = Files.readString(Path.of(".ci/run"));
        List<String> forgotten = new ArrayList<>(named);
        forgotten.removeIf(name -> Pattern.compile("\\[ -n \"\\$\\((command -v|type -P) " + name + " .*missing\\+=")
                .matcher(script)
                .find());
        assertEquals(List.of(), forgotten);
    }
}
