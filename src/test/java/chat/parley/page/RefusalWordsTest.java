package chat.parley.page;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page has a sentence for each code with which the server refuses a command or closes a connection, in
/// each language; `refusals.test.js` reads these.
final class RefusalWordsTest {
    private static final Path WORDS = Path.of("src/main/resources/page/a/ui/words/refusals");

    @ParameterizedTest
    @ValueSource(strings = {"en", "id", "ko"})
    void eachCodeOfTheServerHasASentence(String language) throws IOException {
        String words = Files.readString(WORDS.resolve(language + ".js"));
        String missing = Stream.concat(
                        Arrays.stream(ProblemCode.values()).map(ProblemCode::wire),
                        Arrays.stream(CloseCode.values()).map(code -> Integer.toString(code.code())))
                .filter(code -> !Pattern.compile("(?m)^  " + code + ": \\S")
                        .matcher(words)
                        .find())
                .collect(joining(", "));
        assertEquals("", missing, "codes without a sentence");
    }
}
