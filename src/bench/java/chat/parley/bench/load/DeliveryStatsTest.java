package chat.parley.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryStatsTest {
    private final DeliveryStats stats = new DeliveryStats(3, 1);

    @BeforeEach
    void window() {
        stats.window(1000, 2000);
    }

    @Test
    void whatWasPublishedBeforeTheWindowIsADeliveryInItButNoneOfItsMessages() {
        stats.published(999, 1);
        stats.arrived(0, 0, 999, 1000);
        assertEquals(0, stats.published);
        assertEquals(0, stats.received);
        assertEquals(1, stats.inWindow);
    }

    @Test
    void whatComesAfterTheWindowIsReceivedButNoDeliveryInIt() {
        stats.published(1999, 1);
        stats.arrived(0, 0, 1999, 2000);
        assertEquals(1, stats.received);
        assertEquals(0, stats.inWindow);
        assertEquals(.001, stats.latency.greatest());
    }

    @Test
    void aDoubleHidesNoLoss() {
        stats.published(1000, 2);
        stats.arrived(0, 0, 1000, 1100);
        stats.arrived(0, 0, 1000, 1101);
        assertEquals(1, stats.duplicates);
        assertEquals(1, stats.received);
        assertEquals(1, stats.outstanding());
    }

    @Test
    void whatComesLateIsOutOfOrder() {
        stats.published(1001, 1);
        stats.published(1002, 1);
        stats.arrived(0, 0, 1002, 1100);
        stats.arrived(0, 0, 1001, 1101);
        assertEquals(1, stats.outOfOrder);
        assertEquals(2, stats.received);
    }

    @Test
    void whatWillNotComeIsNotWaitedFor() {
        stats.published(1000, 3);
        stats.giveUp();
        assertEquals(0, stats.outstanding());
        assertEquals(3, stats.expected - stats.received);
    }
}
