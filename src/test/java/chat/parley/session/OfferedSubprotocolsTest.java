package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfferedSubprotocolsTest {

    /// No token is shown, wherever it is and however it is written.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "parley.v9 | \"parley.v9\"",
                "parley.v9,chat | \"parley.v9\", \"chat\"",
                "parley.v9,parley.token.abc | \"parley.v9\" and 1 that are not shown",
                "parley.token.abc | 1 that are not shown",
                "Parley.Token.abc | 1 that are not shown",
                "parley.token=abc | 1 that are not shown",
                "parley_admin.0123456789abcdef0123456789abcdef | 1 that are not shown",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl,mqtt | \"mqtt\" and 1 that are not shown",
                "0123456789abcdef01234 | 1 that are not shown",
                "a b | 1 that are not shown",
                "`` | 1 that are not shown",
                "a,b,c,d,e,f,g | \"a\", \"b\", \"c\", \"d\", \"e\" and 2 that are not shown"
            })
    void onlySubprotocolsTooShortForATokenAreShown(String offered, String shown) {
        assertEquals(shown, OfferedSubprotocols.shown(List.of(offered.split(",", -1))));
    }
}
