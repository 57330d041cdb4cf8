package chat.parley;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The code cites the protocol page by its sections and promises (protocol.md section 6, promise 8): each of
/// them has to exist, so that nobody renumbers the page without checking who cites it.
final class CitationsTest {

    private static final Path PAGE = Path.of("src/docs/protocol.md");
    private static final List<Path> CITING = Stream.of("src", "examples", "README.md", "CONTRIBUTING.md")
            .map(Path::of)
            .toList();
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|lua|js|mjs|ts|css|html|yaml|md|properties)");
    private static final String INSTALLED = "node_modules";

    /// A citation may continue on the next line of a comment.
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*(?:///?|\\*(?!/)|--|#)?\\s*");

    /// `6`, `4 and 5`, `3 to 5`, `2–4`, `4, 5 and 6`; `6.5` is the fifth promise. A close code is no section.
    private static final String LIST = "\\d{1,2}\\b(?:\\.\\d+)?(?:(?:, and |, | and | to |–)\\d{1,2}\\b(?:\\.\\d+)?)*";

    private static final Pattern BEHIND_THE_PAGE =
            Pattern.compile("protocol\\.md`?(?:,? sections? (" + LIST + "))?(?:,? promises? (" + LIST + "))?");
    private static final Pattern BEFORE_THE_PAGE =
            Pattern.compile("sections? (" + LIST + ")(?:, promises? (" + LIST + "))? of `?protocol\\.md");
    private static final Pattern NUMBERS = Pattern.compile("(–| to )?(\\d+)(?:\\.(\\d+))?");

    private static final Pattern SECTION = Pattern.compile("^## (\\d+)\\. \\S.*");
    private static final Pattern PROMISE = Pattern.compile("^(\\d+)\\. \\*\\*.*");
    private static final String PROMISES = "promise ";
    private static final int SECTION_OF_PROMISES = 6;

    @Test
    void everyCitedNameExists() throws IOException {
        Set<String> there = headings();
        Map<String, List<String>> cited = citations();
        Map<String, List<String>> missing = new TreeMap<>(cited);
        missing.keySet().removeAll(there);
        assertEquals(Map.of(), missing);
        int found = cited.values().stream().mapToInt(List::size).sum();
        assertTrue(found > 150, "many citations, got " + found);
    }

    @Test
    void thePageHasItsSectionsAndTenPromises() throws IOException {
        Set<String> there = headings();
        assertEquals(
                new TreeSet<>(Stream.of(each("section ", 12), each(PROMISES, 10))
                        .flatMap(names -> names)
                        .toList()),
                there);
    }

    @Test
    void citationsAreFoundInEveryNotation() {
        assertEquals(List.of("section 8"), cited("/// (protocol.md section 8, 4002).\n"));
        assertEquals(
                List.of("section 4", "section 5", "section 6", "promise 8"),
                cited("/// What is unread (protocol.md\n/// sections 4, 5 and 6, promise 8)."));
        assertEquals(
                List.of("section 6", "promise 3", "promise 4", "promise 5"),
                cited("-- protocol.md section 6,\n-- promises 3 to 5"));
        assertEquals(List.of("section 2", "section 3", "section 4"), cited("protocol.md sections 2–4), for"));
        assertEquals(List.of("section 6", "promise 7"), cited("/** Kept (protocol.md section 6.7). */"));
        assertEquals(List.of("promise 10"), cited("    /// protocol.md, promise 10: who is gone"));
        assertEquals(List.of("section 4", "section 5"), cited("reading of sections 4 and 5 of protocol.md. An"));
        assertEquals(List.of(), cited("(RFC 6455 section 5.5.2)"));
    }

    private static Stream<String> each(String what, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(number -> what + number);
    }

    /// The sections and promises of the page.
    private static Set<String> headings() throws IOException {
        Set<String> headings = new TreeSet<>();
        int section = 0;
        boolean promises = false;
        for (String line : Files.readAllLines(PAGE)) {
            Matcher heading = SECTION.matcher(line);
            Matcher promise = PROMISE.matcher(line);
            if (heading.matches()) {
                section = Integer.parseInt(heading.group(1));
                headings.add("section " + section);
                promises = section == SECTION_OF_PROMISES;
            } else if (line.startsWith("#")) {
                promises = false;
            } else if (promises && promise.matches()) {
                headings.add(PROMISES + promise.group(1));
            }
        }
        return headings;
    }

    /// The files that cite each section or promise.
    private static Map<String, List<String>> citations() throws IOException {
        Map<String, List<String>> citations = new TreeMap<>();
        for (Path root : CITING) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(
                                one -> TEXT.matcher(one.toString()).matches()
                                        && !one.toString().contains(INSTALLED))
                        .toList()) {
                    cited(Files.readString(file))
                            .forEach(what -> citations
                                    .computeIfAbsent(what, _ -> new ArrayList<>())
                                    .add(file.toString()));
                }
            }
        }
        return citations;
    }

    private static List<String> cited(String text) {
        List<String> cited = new ArrayList<>();
        String line = LINE_BREAK.matcher(text).replaceAll(" ");
        for (Pattern way : List.of(BEHIND_THE_PAGE, BEFORE_THE_PAGE)) {
            for (Matcher found = way.matcher(line); found.find(); ) {
                if (found.group(1) != null) {
                    add(cited, "section ", found.group(1));
                }
                if (found.group(2) != null) {
                    add(cited, PROMISES, found.group(2));
                }
            }
        }
        return cited;
    }

    private static void add(List<String> cited, String what, String list) {
        int last = 0;
        for (Matcher number = NUMBERS.matcher(list); number.find(); ) {
            int one = Integer.parseInt(number.group(2));
            int first = number.group(1) == null ? one : last + 1;
            IntStream.rangeClosed(first, one).forEach(each -> cited.add(what + each));
            if (number.group(3) != null) {
                cited.add(PROMISES + number.group(3));
            }
            last = one;
        }
    }
}
