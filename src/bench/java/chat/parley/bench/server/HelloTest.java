package chat.parley.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HelloTest {
    private static final Pattern EXTENSION =
            Pattern.compile("<artifactId>(quarkus-(?!bom|junit|maven)[a-z-]+)</artifactId>");

    @Test
    void helloHasAllOfParleysExtensions() throws IOException {
        Set<String> missing = extensions(Path.of("pom.xml"));
        missing.removeAll(extensions(Path.of("src", "bench", "hello", "pom.xml")));
        assertEquals(Set.of(), missing, "src/bench/hello/pom.xml");
    }

    private static Set<String> extensions(Path pom) throws IOException {
        return EXTENSION
                .matcher(Files.readString(pom))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
