package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EmojiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"👍", "❤️", "👍🏽", "1️⃣", "🇩🇪", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👨‍👩‍👧‍👦", "👩🏽‍❤️‍💋‍👨🏾", "©️", "🫩"
            })
    void emojiRecommendedByUnicodeIsAccepted(String emoji) {
        assertEquals(emoji, new Emoji(emoji).value());
    }

    @Test
    void selectorsMakeNoDifference() {
        assertEquals("❤\ufe0f", new Emoji("❤").value());
        assertEquals("❤\ufe0f", new Emoji("❤\ufe0e").value());
        assertEquals("👍", new Emoji("👍\ufe0f").value());
        assertEquals("1\ufe0f\u20e3", new Emoji("1\u20e3").value());
        assertEquals("👩\u200d❤\ufe0f\u200d👩", new Emoji("👩\u200d❤\u200d👩").value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                " ",
                "\n",
                "<b>",
                "ok",
                "1",
                "#",
                "🏽",
                "👍👍",
                "👍 ",
                "🇩",
                "😀\u200d😀",
                "\ufe0f",
                "\u20e3",
                "👍\u200d"
            })
    void anythingElseIsRefused(String other) {
        Problem problem = assertThrows(Problem.class, () -> new Emoji(other));
        assertEquals(ProblemCode.BAD_REQUEST, problem.code());
        assertTrue(problem.getMessage().startsWith("emoji: expected one emoji"), problem.getMessage());
    }

    @Test
    void emojiOfThePageIsAcceptedUnchanged() throws IOException {
        String page = Files.readString(Path.of("src/main/resources/page/a/ui/emoji.js"));
        List<String> offered = Pattern.compile("'([^'\\w]+)'")
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .flatMap(text -> Pattern.compile("\\X").matcher(text).results().map(MatchResult::group))
                .filter(text -> text.codePointAt(0) > 0x80)
                .toList();
        assertTrue(offered.size() > 50, "found " + offered);
        offered.forEach(emoji -> assertEquals(emoji, new Emoji(emoji).value()));
    }
}
