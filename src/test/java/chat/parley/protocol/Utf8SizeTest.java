package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Utf8SizeTest {

    @Test
    void everyCharacterHasItsBytes() {
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .forEach(text -> assertEquals(text.getBytes(StandardCharsets.UTF_8).length, Utf8Size.length(text)));
        assertEquals(7, Utf8Size.length("a😀é"));
    }

    @Test
    void onlyAPairOfSurrogatesIsACharacter() {
        assertTrue(Utf8Size.wellFormed("a😀😀é"));
        for (String lone : new String[] {"\ud83d", "\ude00", "a\ud83d😀", "😀\ude00", "\ude00\ud83d"}) {
            assertFalse(Utf8Size.wellFormed(lone), Quote.of(lone));
        }
    }
}
