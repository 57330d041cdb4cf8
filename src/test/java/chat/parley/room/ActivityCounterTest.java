package chat.parley.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.RoomId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ActivityCounterTest {

    private static final RoomId TEA = new RoomId("tea");
    private static final RoomId COFFEE = new RoomId("coffee");

    private long now = TimeUnit.HOURS.toNanos(-1);
    private final ActivityCounter counter = new ActivityCounter(() -> now);

    @Test
    void busiestRoomAndUserComeFirst() {
        counter.count(TEA, "ada");
        counter.count(COFFEE, "grace");
        counter.count(COFFEE, "grace");
        counter.count(COFFEE, "ada");
        counter.count(COFFEE, "grace");
        assertEquals(List.of("coffee", "tea"), List.copyOf(counter.rooms(9).keySet()));
        assertEquals(Map.of("coffee", 4L, "tea", 1L), counter.rooms(9));
        assertEquals(List.of("grace", "ada"), List.copyOf(counter.users(9).keySet()));
        assertEquals(Map.of("grace", 3L), counter.users(1));
    }

    @Test
    void messagesOlderThanAMinuteAreForgotten() {
        counter.count(TEA, "ada");
        now += TimeUnit.SECONDS.toNanos(49);
        counter.count(COFFEE, "grace");
        assertEquals(2, counter.rooms(9).size(), "within the minute");
        now += TimeUnit.SECONDS.toNanos(11);
        assertEquals(Map.of("coffee", 1L), counter.rooms(9));
        now += TimeUnit.DAYS.toNanos(1);
        assertEquals(Map.of(), counter.rooms(9));
        assertEquals(Map.of(), counter.users(9));
    }

    @Test
    void busiestAreKeptAtTheLimitAndCountsAreNeverTooHigh() {
        TopK busiest = new TopK(20);
        Map<String, Long> real = new HashMap<>();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String who = i % 4 == 0 ? "loud" + random.nextInt(3) : "quiet" + random.nextInt(5_000);
            busiest.count(who);
            real.merge(who, 1L, Long::sum);
        }
        Map<String, Long> sums = new HashMap<>();
        busiest.addTo(sums);
        assertEquals(20, sums.size(), "no more than there are places");
        Map<String, Long> most = TopK.most(sums, 3);
        assertTrue(most.keySet().stream().allMatch(who -> who.startsWith("loud")), most::toString);
        sums.forEach((who, count) -> assertTrue(count <= real.getOrDefault(who, 0L), who + " " + count));
        most.forEach((who, count) -> assertTrue(count > real.getOrDefault(who, 0L) / 2, who + " " + count));
    }
}
