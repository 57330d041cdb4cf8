package chat.parley.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountedAddressTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, ::ffff:192.0.2.1",
        "192.0.2.1, ::FFFF:c000:201",
        "192.0.2.1, 0:0:0:0:0:ffff:192.0.2.1",
        "192.0.2.1, 64:ff9b::192.0.2.1",
        "192.0.2.1, 64:FF9B:0:0:0:0:c000:0201",
        "2001:db8::1, 2001:DB8:0000:0:0:0:0:1",
        "2001:db8::1, 2001:db8::ffff:ffff:ffff:ffff",
        "2001:db8::1, 2001:db8:0:0:1::",
        "fe80::1, fe80::1%eth0",
        "fe80::1, fe80::2%3"
    })
    void addressIsCountedOnceInAnyNotation(String one, String other) {
        assertEquals(CountedAddress.of(one), CountedAddress.of(other));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2", "2001:db8::1, 2001:db8:0:1::1", "64:ff9b::192.0.2.1, 64:ff9b::192.0.2.2"})
    void differentAddressesAreCountedSeparately(String one, String other) {
        assertNotEquals(CountedAddress.of(one), CountedAddress.of(other));
    }

    @Test
    void countedAddressIsStable() {
        String counted = CountedAddress.of("2001:db8:1:2:3:4:5:6");
        assertEquals("2001:db8:1:2:0:0:0:0", counted);
        assertEquals(counted, CountedAddress.of(counted));
        assertEquals("unknown", CountedAddress.of("unknown"));
    }
}
