package chat.parley.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ExcerptTest {

    @Test
    void inputIsQuoted() {
        assertEquals("\"http://localhost:9090\"", Excerpt.of("http://localhost:9090"));
        assertEquals("\"\"", Excerpt.of(""));
        assertEquals("none", Excerpt.of(null));
    }

    @Test
    void controlCharactersAndQuotesAreEscaped() {
        assertEquals("\"a??b?[31mc?d??e?f\"", Excerpt.of("a\r\nb\u001b[31mc\u009bd\u2028\u202ee\"f"));
        assertEquals("\"?\"", Excerpt.of("\\"));
        assertEquals("\"????\"", Excerpt.of("\0\u007fé\ud800"));
    }

    @Test
    void longInputIsTruncated() {
        assertEquals("\"" + "a".repeat(100) + "\"", Excerpt.of("a".repeat(100)));
        assertEquals("\"" + "a".repeat(100) + "...\"", Excerpt.of("a".repeat(101)));
        assertEquals("\"" + "a".repeat(100) + "...\"", Excerpt.of("a".repeat(100_000)));
    }
}
