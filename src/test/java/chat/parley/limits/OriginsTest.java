package chat.parley.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {

    private final Origins origins = new Origins(List.of("https://app.example"));

    @ParameterizedTest
    @CsvSource({
        "http://chat.example:8080, chat.example:8080, true",
        "https://chat.example, chat.example, true",
        "https://Chat.Example, chat.example, true",
        "https://chat.example, chat.example:443, true",
        "http://chat.example, chat.example:80, true",
        "https://app.example, chat.example, true",
        ", chat.example, true",
        "null, chat.example, false",
        "http://chat.example, chat.example:8080, false",
        "https://chat.example:8443, chat.example, false",
        "https://chat.example, chat.example:80, false",
        "https://evil.example, chat.example, false",
        "https://chat.example.evil.example, chat.example, false",
        "https://sub.app.example, chat.example, false",
        "https://app.example:8443, chat.example, false",
        "ftp://chat.example, chat.example, false",
        "https://chat.example, , false",
    })
    void originIsOwnOrListedOrForeign(String origin, String host, boolean allowed) {
        assertEquals(allowed, origins.allow(origin, host));
    }

    @Test
    void blanksBetweenListedOriginsAreIgnored() {
        assertTrue(new Origins(Optional.of(List.of("https://app.example", " https://other.example")))
                .listed("https://other.example"));
    }
}
