package chat.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(3, 1);

    @BeforeEach
    void window() {
        tally.window(1000, 2000);
    }

    @Test
    void whatWasPublishedBeforeTheWindowIsADeliveryInItButNoneOfItsMessages() {
        tally.published(999, 1);
        tally.arrived(0, 0, 999, 1000);
        assertEquals(0, tally.published);
        assertEquals(0, tally.received);
        assertEquals(1, tally.inWindow);
    }

    @Test
    void whatComesAfterTheWindowIsReceivedButNoDeliveryInIt() {
        tally.published(1999, 1);
        tally.arrived(0, 0, 1999, 2000);
        assertEquals(1, tally.received);
        assertEquals(0, tally.inWindow);
        assertEquals(.001, tally.latency.greatest());
    }

    @Test
    void aDoubleHidesNoLoss() {
        tally.published(1000, 2);
        tally.arrived(0, 0, 1000, 1100);
        tally.arrived(0, 0, 1000, 1101);
        assertEquals(1, tally.duplicates);
        assertEquals(1, tally.received);
        assertEquals(1, tally.outstanding());
    }

    @Test
    void whatComesLateIsOutOfOrder() {
        tally.published(1001, 1);
        tally.published(1002, 1);
        tally.arrived(0, 0, 1002, 1100);
        tally.arrived(0, 0, 1001, 1101);
        assertEquals(1, tally.outOfOrder);
        assertEquals(2, tally.received);
    }

    @Test
    void whatWillNotComeIsNotWaitedFor() {
        tally.published(1000, 3);
        tally.giveUp();
        assertEquals(0, tally.outstanding());
        assertEquals(3, tally.expected - tally.received);
    }
}
