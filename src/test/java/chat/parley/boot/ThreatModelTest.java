package chat.parley.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The threat model names the test for each defence.
final class ThreatModelTest {
    private static final Path PAGE = Path.of("src/docs/security.md");
    private static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final int ATTACK = 3;

    @Test
    void everyCitedTestExists() throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        int found = 0;
        for (Matcher named = NAMED.matcher(Files.readString(PAGE)); named.find(); found++) {
            if (!sources.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "(")) {
                missing.add(named.group());
            }
        }
        assertEquals(List.of(), missing);
        assertTrue(found > 30, "many defences, got " + found);
    }

    @Test
    void everyAttackCitesATestOrStatesThatNothingPreventsIt() throws IOException {
        List<String> attacks = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.startsWith("## Somebody with a socket"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack"))
                .toList();
        assertTrue(attacks.size() > 20);
        for (String attack : attacks) {
            String[] cells = attack.split(" \\| ", -1);
            assertEquals(ATTACK, cells.length, attack);
            assertEquals(cells[1].startsWith("nothing: "), cells[2].startsWith("–"), attack);
            assertTrue(cells[2].startsWith("–") || NAMED.matcher(cells[2]).find(), attack);
        }
    }

    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }
}
