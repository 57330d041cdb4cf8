package chat.parley.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/// The package of the client: its size, and that its parts agree with each other.
final class ClientPackageTest {
    private static final Path FOLDER = Path.of("src/client/js");
    private static final int MOST_BYTES = 12 * 1024;

    private static final Pattern FROM = Pattern.compile("(?m)^(?:import|export) .*from '(\\.[^']+)';$");
    private static final Pattern PRIVATE = Pattern.compile("#\\w+");
    private static final Pattern EXPORTED = Pattern.compile("(?m)^export \\{ ([^}]+) }");
    private static final Pattern DECLARED = Pattern.compile("(?m)^export (?:function|class) (\\w+)");

    /// With the modules that it imports, compressed together: without white space and with short private
    /// names, as any bundler makes it, but with all other names.
    @Test
    void packageIsSmall() throws IOException {
        var code = new StringBuilder();
        for (Path module : modules(FOLDER.resolve("index.js"))) {
            code.append(CommentStripper.strippedFrom(MediaType.of("x.js"), Files.readString(module)));
        }
        var bundle = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bundle)) {
            gzip.write(shortened(code.toString()).getBytes(UTF_8));
        }
        assertTrue(bundle.size() <= MOST_BYTES, bundle.size() + " bytes");
    }

    private static String shortened(String code) {
        Map<String, String> names = new HashMap<>();
        String own = PRIVATE.matcher(FROM.matcher(code).replaceAll(""))
                .replaceAll(name -> names.computeIfAbsent(name.group(), _ -> "#_" + names.size()));
        return own.replaceAll("(?m)^(export)? +", "").replaceAll("\\s*([{}(),:;=?|&<>+*-])\\s*", "$1");
    }

    private static Set<Path> modules(Path first) throws IOException {
        Set<Path> found = new TreeSet<>();
        Deque<Path> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Path module = open.pop();
            if (found.add(module)) {
                String text = Files.readString(module);
                FROM.matcher(text)
                        .results()
                        .forEach(result ->
                                open.add(module.resolveSibling(result.group(1)).normalize()));
            }
        }
        return found;
    }

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
