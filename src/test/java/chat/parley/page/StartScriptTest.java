package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The script that tells an old browser that it is too old has to run there.
final class StartScriptTest {
    private static final Path START = Path.of("src/main/resources/page/start.js");

    /// Syntax that ES5 does not have, outside of strings and comments.
    private static final Pattern NEWER =
            Pattern.compile("=>|`|\\?\\.|\\?\\?|\\.\\.\\.|\\*\\*|\\b(?:const|let|class|async|await|of|import|export)\\b"
                    + "|catch \\{|,\\s*\\)|for \\(var \\w+ of");

    private static final Pattern STRING_OR_COMMENT =
            Pattern.compile("'[^'\\n]*'|/\\*.*?\\*/|//[^\\n]*", Pattern.DOTALL);

    @Test
    void startScriptIsWrittenForOldBrowsers() throws IOException {
        String code = STRING_OR_COMMENT.matcher(Files.readString(START)).replaceAll("''");
        List<String> newer =
                NEWER.matcher(code).results().map(MatchResult::group).toList();
        assertEquals(List.of(), newer);
        assertFalse(code.isBlank());
    }

    /// Each sentence exists in each language.
    @Test
    void startScriptSpeaksAllLanguages() throws IOException {
        String code = Files.readString(START);
        for (String key : List.of("opening", "old", "slow", "missing", "broken", "reload", "plain")) {
            assertEquals(3, code.split("\\n      " + key + ": ", -1).length - 1, key);
        }
        var languages = Pattern.compile("(?m)^    (\\w\\w): \\{$")
                .matcher(code)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(new TreeSet<>(List.of("en", "id", "ko")), languages);
    }

    @Test
    void oldestBrowsersAreTheSameInThePageAndItsDescription() throws IOException {
        var oldest = Pattern.compile("OLDEST = '([^']+)'").matcher(Files.readString(START));
        assertTrue(oldest.find());
        String page = Files.readString(Path.of("src/docs/page.md")).replaceAll("\\s+", " ");
        assertTrue(page.contains(oldest.group(1)), oldest.group(1));
    }
}
