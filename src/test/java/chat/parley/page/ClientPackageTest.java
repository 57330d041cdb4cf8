package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The package of the client: its parts agree with each other. The build holds its size (`Bundle`).
final class ClientPackageTest {
    private static final Path FOLDER = Path.of("src/client/js");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^export \\{ ([^}]+) }");
    private static final Pattern DECLARED = Pattern.compile("(?m)^export (?:function|class) (\\w+)");

    /// It runs on any platform: nothing is imported but its own modules, apart from Node's in `node`.
    @Test
    void packageHasNoDependency() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".js"))
                    .filter(path -> !path.startsWith(FOLDER.resolve("node")))
                    .toList()) {
                List<String> foreign = Pattern.compile("from '([^.][^']*)'")
                        .matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .toList();
                assertEquals(List.of(), foreign, file.toString());
            }
        }
    }

    @Test
    void typesCoverExactlyTheExports() throws IOException {
        for (String part : List.of("", "browser", "node", "model")) {
            Path folder = FOLDER.resolve(part);
            String exported = Files.readString(folder.resolve("index.js"));
            String declared = Files.readString(folder.resolve("index.d.ts"));
            assertEquals(names(EXPORTED, exported), names(DECLARED, declared), folder.toString());
        }
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1).strip())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void versionMatchesTheBuild() throws IOException {
        String version = new JsonObject(Files.readString(FOLDER.resolve("package.json"))).getString("version");
        assertTrue(Files.readString(Path.of("pom.xml")).contains("<client.version>" + version + "</client.version>"));
    }
}
