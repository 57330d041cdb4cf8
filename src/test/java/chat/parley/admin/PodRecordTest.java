package chat.parley.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PodRecordTest {

    private static final PodRecord POD = new PodRecord(
            "1.0.0",
            7,
            true,
            3,
            2,
            1,
            Map.of("tea", 9L, "g:one", 4L),
            Map.of("ada", 13L),
            20_000,
            Map.of("command rate_limited", 5L, "close 4002", 1L));

    @Test
    void recordOfAPodRoundTrips() {
        assertEquals(POD, PodRecord.read(POD.text()));
    }

    @Test
    void fieldsOfALaterReleaseAreIgnored() {
        String later = POD.text().replace("pod 1.0.0 7 true 3 2 1", "pod 1.0.0 7 true 3 2 1 and more") + "\nbots 3\n";
        assertEquals(POD, PodRecord.read(later));
    }

    @Test
    void aRecordOfAHundredRoomsAndUsersIsSmall() {
        Map<String, Long> most = IntStream.range(0, 100)
                .boxed()
                .collect(Collectors.toMap(i -> "%066d".formatted(i), i -> Long.MAX_VALUE));
        assertTrue(new PodRecord("1", 1, false, 1, 1, 1, most, most, 1, Map.of())
                        .text()
                        .length()
                < 20_000);
    }

    @Test
    void loadIsReadFromTheBeginning() {
        String beginning = POD.text().substring(0, POD.text().indexOf("user") + "user ada".length());
        assertEquals(new PodLoad("pod-1", 3, true), PodRecord.load("pod-1", beginning));
        assertEquals(new PodLoad("pod-1", 0, false), PodRecord.load("pod-1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "one", "1000001", "99999999999999999999", "1.5"})
    void invalidCursorIsRefused(String cursor) {
        assertThrows(Problem.class, () -> Offset.of(Optional.of(cursor)));
    }

    @Test
    void aListIsPagedToItsEnd() {
        List<Integer> all = IntStream.range(0, 120).boxed().toList();
        Optional<String> next = Optional.empty();
        int seen = 0;
        do {
            Offset offset = Offset.of(next);
            seen += offset.page(all).size();
            next = offset.next(all);
        } while (next.isPresent());
        assertEquals(120, seen);
        assertEquals(List.of(), Offset.of(Optional.of("500")).page(all));
    }
}
