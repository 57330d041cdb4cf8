package chat.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.ext.web.impl.ParsableHeaderValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which form of a file a client gets, by its `Accept-Encoding` (RFC 9110, 12.5.3).
final class AcceptsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | BROTLI",
                "GZIP | GZIP",
                "br;q=0.5, gzip | GZIP",
                "br;q=0, gzip;q=0.1 | GZIP",
                "* | BROTLI",
                "*, br;q=0 | GZIP",
                "*;q=0 | IDENTITY",
                "identity, gzip;q=0.5 | IDENTITY",
                "identity;q=0, gzip;q=0.5 | GZIP",
                "identity;q=0 | IDENTITY",
                "compress | IDENTITY",
                "'' | IDENTITY",
            })
    void clientGetsWhatItPrefersOrElseTheShortest(String header, Coding expected) {
        assertEquals(expected, Accepts.coding(accepted(header), EnumSet.allOf(Coding.class)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"gzip, deflate, br, zstd | GZIP", "br | IDENTITY", "* | GZIP", "br, gzip;q=0.1 | GZIP"})
    void clientGetsOnlyWhatThereIs(String header, Coding expected) {
        assertEquals(expected, Accepts.coding(accepted(header), Set.of(Coding.GZIP, Coding.IDENTITY)));
    }

    private static List<ParsableHeaderValue> accepted(String header) {
        return Stream.of(header.split(",", -1))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(ParsableHeaderValue::new)
                .toList();
    }
}
