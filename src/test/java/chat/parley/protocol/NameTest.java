package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameTest {

    @Test
    void aNameIsTrimmedAndNormalised() {
        assertEquals("René", new Name(" \t\u00a0Rene\u0301\u3000\n").value());
        assertEquals("Å", new Name("\u212b").value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "Ada L.",
                "李明",
                "נועה",
                "O’Neill-Čapek",
                "❤\ufe0f",
                "❤",
                "👋🏽",
                "?",
                "अनिता",
                "Ngọc",
                "Mia 👩‍👩‍👧",
                "©",
                "#1️⃣",
                "🏴󠁧󠁢󠁳󠁣󠁴󠁿"
            })
    void aNameMayBeInAnyScript(String name) {
        assertEquals(name, new Name(name).value());
    }

    @Test
    void aNameHasUpTo40CharactersHoweverManyBytes() {
        assertEquals(80, new Name("😀".repeat(40)).value().length());
        assertEquals(40, new Name("e\u0301".repeat(40)).value().length());
        assertRefused("😀".repeat(41), "1 to 40 characters");
        assertRefused("x".repeat(41), "1 to 40 characters");
        assertRefused("", "1 to 40 characters");
        assertRefused(" \u00a0\u3000", "1 to 40 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u0000b",
                "a\nb",
                "a\u007fb",
                "a\u0085b", // control
                "a\u200eb",
                "a\u200fb",
                "a\u202eb",
                "a\u2066b",
                "\u2069a",
                "a\u061cb", // bidi
                "a\u200bb",
                "a\u200cb",
                "a\u200db",
                "a\u2060b",
                "\ufeffa",
                "a\u00adb",
                "a\u180eb", // zero width
                "a\u2028b",
                "a\u2029b",
                "\u3164",
                "\u2800",
                "a\u034fb",
                "\ud800\udc00\udb40\udc41",
                "Ada\ufe0f",
                "Ada\ufe0e",
                "\ufe0f",
                "1\ufe0f",
                "a\u180fb",
                "a\u2065b",
                "a\ufff0b",
                "\u1160",
                "a\uffa0",
                "a\uffff",
                "a\udb40\udd00b",
                "a\udb43\udff0",
                "\ud834\udd59",
                "😀\u200d😀",
                "👍\u200da"
            })
    void invisibleCharactersAreRemovedFromNames(String name) {
        assertRefused(name, "no control, bidi or zero-width characters");
    }

    @Test
    void nameWithoutVisibleCharactersIsRefused() {
        assertRefused("\u0301", "at least one visible character");
        assertRefused("\u0301 \u20dd", "at least one visible character");
    }

    @Test
    void combiningMarksAreLimited() {
        assertEquals("q" + "\u0301".repeat(4), new Name("q" + "\u0301".repeat(4)).value());
        assertRefused("q" + "\u0301".repeat(5), "at most 4 combining marks in a row");
        assertRefused("x" + "\u0336".repeat(39), "at most 4 combining marks in a row");
    }

    @Test
    void emojiInANameIsNormalisedToItsRgiForm() {
        assertEquals("❤\ufe0f Ada", new Name("❤\ufe0f\ufe0f Ada").value());
        assertEquals("👍 Ada", new Name("👍\ufe0f Ada").value());
        assertEquals("👁\ufe0f\u200d🗨\ufe0f", new Name("👁\u200d🗨").value());
    }

    @Test
    void nameUnderEarlierRulesIsKept() {
        assertEquals("Ada\ufe0f", new User("ada00000000000000", "Ada\ufe0f").name());
        assertThrows(Problem.class, () -> new User("ada00000000000000", "Ada\nB"));
    }

    @Test
    void loneSurrogateIsRefused() {
        assertRefused("a\ud800", "no lone surrogates");
        assertRefused("\udc00\ud800", "no lone surrogates");
    }

    @Test
    void aHugeNameIsRefusedAtOnce() {
        String marks = "a" + "\u0301\u0323".repeat(30_000);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertRefused(marks, "1 to 40 characters"));
    }

    @Test
    void refusalQuotesTheInputSafelyAndBriefly() {
        Problem problem = assertThrows(Problem.class, () -> new Name("\u202e" + "x".repeat(1000)));
        assertEquals(
                "name: expected 1 to 40 characters, got \"\\u{202e}" + "x".repeat(39) + "…\"", problem.getMessage());
    }

    private static void assertRefused(String name, String expected) {
        Problem problem = assertThrows(Problem.class, () -> new Name(name));
        assertEquals(ProblemCode.BAD_REQUEST, problem.code());
        assertTrue(problem.getMessage().startsWith("name: expected " + expected + ", got "), problem.getMessage());
    }
}
