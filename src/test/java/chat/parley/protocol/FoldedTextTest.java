package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.Normalizer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How names and titles are searched.
final class FoldedTextTest {

    @Test
    void eachWordIsABeginning() {
        assertEquals(List.of("ada de la rue", "de la rue", "la rue", "rue"), FoldedText.starts("Ada  de la\u00A0Rue"));
        assertEquals(List.of("big tea room", "tea room", "room"), FoldedText.starts("big-tea-room"));
        assertEquals(List.of(), FoldedText.starts(""));
    }

    @Test
    void caseAndCompositionMakeNoDifference() {
        String name = "Ågot Στράτος";
        for (String query : List.of("ågot", "ÅGOT", "στράτος", "ΣΤΡΆΤΟΣ", "ågot στ")) {
            for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
                assertTrue(new Query(Normalizer.normalize(query, form)).finds(name), query + " in " + form);
            }
        }
        assertFalse(new Query("got").finds(name), "inside a word");
        assertTrue(new Query("STRASS").finds("Straße"));
        assertTrue(new Query("기").finds("김치"), "a syllable that is being typed");
    }

    @Test
    void queryGoesOnOverTheNextWord() {
        assertTrue(new Query("first la").finds("My First Last"));
        assertTrue(new Query(" first ").finds("First Last"));
        assertFalse(new Query("first ").finds("Firstborn"));
        assertTrue(new Query("last ").finds("First Last"), "a complete word");
        assertFalse(new Query("first x").finds("First Last"));
        assertTrue(new Query(" - ").finds("anything"), "no word");
    }

    @Test
    void longQueryIsCut() {
        assertTrue(new Query("a\u0301".repeat(30_000)).folded().length() <= 640);
        assertTrue(new Query(" ".repeat(30_000) + "ad").finds("Ada"));
        assertFalse(new Query(" -\u00A0".repeat(10_000) + "ad").finds("Grace"), "its word counts, however far behind");
    }
}
