package chat.parley.bench.load;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class StampsTest {
    private static final long MICROS = 1_234_567_890_123_456L;

    private final Stamps stamps = new Stamps();

    @Test
    void aStampIsFoundWhereverItStands() {
        for (int before = 0; before < 40; before++) {
            for (int after = 0; after < 20; after++) {
                assertEquals(
                        MICROS, find("a".repeat(before) + stamp(MICROS) + "x".repeat(after)), before + ", " + after);
            }
        }
    }

    @Test
    void aStampIsFoundAlsoWhereNoneWasBeforeInAFrameOfThatLength() {
        assertEquals(MICROS, find("aaa" + stamp(MICROS) + "bb"));
        assertEquals(MICROS + 1, find("a" + stamp(MICROS + 1) + "bbbb"));
        assertEquals(MICROS + 2, find("aaaaa" + stamp(MICROS + 2)));
    }

    @Test
    void eachDigitCounts() {
        for (long micros = 1; micros < 10_000_000_000_000_000L; micros *= 10) {
            assertEquals(micros, find("{" + stamp(micros) + "}"));
            assertEquals(9 * micros, find("{" + stamp(9 * micros) + "}"));
        }
    }

    @Test
    void whatOnlyLooksLikeAStampIsNone() {
        assertEquals(Stamps.NONE, find("@@123456789012345:@@ and more"));
        assertEquals(Stamps.NONE, find("@@12345678901234/6@@ and more"));
        assertEquals(Stamps.NONE, find("@@1234567890123456@ and more"));
        assertEquals(Stamps.NONE, find("name@@example.org, and nothing else"));
        assertEquals(MICROS, find("@@@" + stamp(MICROS) + "@@@"));
    }

    @Test
    void nothingBehindTheFrameIsTakenForItsOwn() {
        byte[] bytes = ("aaaa" + stamp(MICROS)).getBytes(UTF_8);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN);
        assertEquals(Stamps.NONE, stamps.find(buffer, 0, bytes.length - 1));
    }

    private static String stamp(long micros) {
        return new String(Stamps.text(micros), UTF_8);
    }

    private long find(String payload) {
        byte[] bytes = payload.getBytes(UTF_8);
        return stamps.find(ByteBuffer.wrap(bytes).order(LITTLE_ENDIAN), 0, bytes.length);
    }
}
