package chat.parley.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.FrameWriter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HttpRefusalTest {

    private static final int LONGEST = 700;

    @ParameterizedTest
    @EnumSource
    void eachRefusalIsAProblemWithItsStatusAndHttpTitle(RefusalReason reason) throws IOException {
        JsonNode body = body(new HttpRefusal(reason, "expected x, got y"));
        assertEquals("about:blank", body.get("type").asText());
        assertEquals(reason.status(), body.get("status").asInt());
        assertTrue(body.get("title").asText().matches("[A-Z][A-Za-z ]+"), body::toString);
        assertEquals("expected x, got y", body.get("detail").asText());
        assertEquals(reason.code().wire(), body.get("code").asText());
        assertEquals(reason.status() == 503, body.get("retry").asBoolean());
        assertEquals(reason.status() == 503 ? 5_000 : 0, body.path("after").asInt());
    }

    @Test
    void eachReasonHasItsOwnName() {
        assertEquals(
                RefusalReason.values().length,
                Stream.of(RefusalReason.values())
                        .map(RefusalReason::label)
                        .distinct()
                        .count());
    }

    @Test
    void refusalOfAForeignOriginNamesTheHostAndTheFix() {
        String detail = HttpRefusal.foreign(RefusalReason.ORIGIN, List.of("http://localhost:9090"), "localhost")
                .detail();
        for (String part : List.of(
                "got Origin \"http://localhost:9090\"",
                "Host \"localhost\"",
                "parley.origins",
                "proxy_set_header Host $http_host")) {
            assertTrue(detail.contains(part), detail);
        }
    }

    @Test
    void clientInputCannotMakeTheBodyLongOrMalformed() throws IOException {
        String hostile = "\"},\r\n\u0000\u001b\ud800" + "x".repeat(8_000);
        HttpRefusal refusal = HttpRefusal.foreign(RefusalReason.CORS, List.of(hostile), hostile);
        assertTrue(body(refusal).get("detail").asText().length() < LONGEST);
        assertTrue(refusal.detail().chars().allMatch(character -> character >= ' ' && character <= '~'));
        assertTrue(HttpRefusal.foreign(RefusalReason.CORS, List.of(hostile, hostile), null)
                .detail()
                .contains("got 2 of them, compared with Host none"));
    }

    private static JsonNode body(HttpRefusal refusal) throws IOException {
        return new ObjectMapper().readTree(refusal.body(new FrameWriter()));
    }
}
