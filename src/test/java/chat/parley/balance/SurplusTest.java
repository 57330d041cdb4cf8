package chat.parley.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.admin.PodLoad;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whether a pod has too many connections, and how many.
class SurplusTest {

    private static final Surplus USUAL = new Surplus(20, 200);

    private static List<PodLoad> pods(long... connections) {
        return Arrays.stream(connections)
                .mapToObj(each -> new PodLoad("pod-" + each, each, false))
                .toList();
    }

    @Test
    void podsThatWereThereShareWithANewOne() {
        assertEquals(500 - 334, USUAL.of(500, pods(500, 0), false));
    }

    @Test
    void aPodAloneHasNoneTooMany() {
        assertEquals(0, USUAL.of(20_000, List.of(), false));
    }

    @Test
    void aFifthOverTheMeanIsNotTooMany() {
        assertEquals(0, USUAL.of(1_200, pods(800), false));
        assertEquals(201, USUAL.of(1_202, pods(800), false));
    }

    @Test
    void onceBegunItGoesOnDownToTheMean() {
        assertEquals(100, USUAL.of(1_100, pods(900), true));
        assertEquals(0, USUAL.of(1_000, pods(1_000), true));
        assertEquals(0, USUAL.of(900, pods(1_100), true));
    }

    @Test
    void drainingPodsDoNotCount() {
        List<PodLoad> leaving = List.of(new PodLoad("old", 0, true), new PodLoad("other", 1_000, false));
        assertEquals(0, USUAL.of(1_000, leaving, false));
    }

    @Test
    void aPodKeepsTheLeast() {
        assertEquals(50, USUAL.of(250, pods(0, 0), false));
        assertEquals(0, USUAL.of(200, pods(0, 0), false));
        assertEquals(0, USUAL.of(150, pods(0, 0), true));
    }

    @Test
    void manyConnectionsDoNotOverflow() {
        assertEquals(500_000_000L, new Surplus(1_000, 1).of(1_000_000_000L, pods(0), true));
    }
}
