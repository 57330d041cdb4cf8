package chat.parley.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.kit.DescribedFields;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A client written from `/asyncapi.yaml` speaks the protocol that this server speaks.
class AsyncApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document = document();
    private final DescribedFields described = new DescribedFields(document);

    @Test
    void examplesAreTheGoldenFrames() throws IOException {
        Map<String, JsonNode> golden = new TreeMap<>();
        for (String name : GoldenFrames.names()) {
            golden.put(name, JSON.readTree(GoldenFrames.text(name)));
        }
        Map<String, JsonNode> examples = new TreeMap<>();
        messages()
                .values()
                .forEach(message -> message.get("examples")
                        .forEach(example -> examples.put(example.get("name").textValue(), example.get("payload"))));
        assertEquals(golden.keySet(), examples.keySet());
        golden.forEach((name, frame) -> assertEquals(frame, examples.get(name), name));
    }

    @Test
    void everyFieldOfAFrameIsDescribed() {
        messages()
                .forEach((name, message) -> message.get("examples")
                        .forEach(
                                example -> described.requireAll(name, example.get("payload"), message.get("payload"))));
    }

    @Test
    void everyMessageBelongsToTheSocketsChannel() {
        JsonNode channel = document.at("/channels/parley/messages");
        assertEquals(
                messages().keySet(),
                new TreeSet<>(channel.propertyStream().map(Map.Entry::getKey).toList()));
    }

    @Test
    void everyMessageBelongsToAnOperation() {
        Set<String> used = new TreeSet<>();
        document.get("operations")
                .forEach(operation -> Stream.of(operation.at("/messages"), operation.at("/reply/messages"))
                        .flatMap(JsonNode::valueStream)
                        .map(reference -> reference.get("$ref").textValue())
                        .forEach(reference -> used.add(reference.substring(reference.lastIndexOf('/') + 1))));
        assertEquals(messages().keySet(), used);
    }

    /// A generator makes a type of each; without a name it is AnonymousSchema_27.
    @Test
    void everyObjectAndEveryEnumerationHasAName() {
        assertEquals(List.of(), new UnnamedTypes(document).paths());
    }

    @Test
    void documentNamesEveryErrorCodeAndCloseCode() {
        String description = document.at("/info/description").textValue();
        JsonNode codes = document.at("/components/schemas/ProblemCode/enum");
        assertEquals(
                Arrays.stream(ProblemCode.values()).map(ProblemCode::wire).toList(),
                codes.valueStream().map(JsonNode::textValue).toList());
        for (ProblemCode code : ProblemCode.values()) {
            String row = "| `%s` | %d | %s |".formatted(code.wire(), code.status(), code.retry() ? "yes" : "no");
            assertTrue(description.contains(row), row);
        }
        for (CloseCode code : CloseCode.values()) {
            assertTrue(description.contains("| " + code.code() + " | "), code.toString());
        }
    }

    private Map<String, JsonNode> messages() {
        Map<String, JsonNode> messages = new TreeMap<>();
        document.at("/components/messages").forEachEntry(messages::put);
        return messages;
    }

    private static JsonNode document() {
        try (InputStream yaml = AsyncApiTest.class.getResourceAsStream("/META-INF/resources/asyncapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(yaml, "asyncapi.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException("expected YAML in asyncapi.yaml", e);
        }
    }
}
