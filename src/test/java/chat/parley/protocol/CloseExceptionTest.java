package chat.parley.protocol;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CloseExceptionTest {

    @Test
    void rangeOfTheCodeDecidesWhetherAClientReconnects() {
        assertTrue(IntStream.of(1001, 1005, 1006, 1011, 1012, 1013, 1014, 4000, 4499)
                .allMatch(CloseCode::comeBack));
        assertFalse(IntStream.of(1000, 1002, 1003, 1004, 1007, 1008, 1009, 1010, 1015, 3999, 4500, 4999, 5000)
                .anyMatch(CloseCode::comeBack));
    }

    @Test
    void finalCloseCodesForbidReconnecting() {
        Set<Integer> forGood = Arrays.stream(CloseCode.values())
                .filter(code -> !code.comeBack())
                .map(CloseCode::code)
                .collect(toSet());
        assertEquals(Set.of(1000, 1002, 1003, 1007, 1009, 4500, 4501, 4502, 4503), forGood);
    }

    @Test
    void everyReasonFitsIntoACloseFrame() {
        for (CloseCode code : CloseCode.values()) {
            assertEquals(code.reason(), new CloseException(code).reason());
        }
    }

    @Test
    void aLongReasonIsCutBetweenTwoCharacters() {
        assertEquals("x".repeat(123), new CloseException(CloseCode.NORMAL, "x".repeat(124)).reason());
        assertEquals("é".repeat(61), new CloseException(CloseCode.NORMAL, "é".repeat(62)).reason());
        assertEquals("x" + "😀".repeat(30), new CloseException(CloseCode.NORMAL, "x" + "😀".repeat(31)).reason());
    }
}
