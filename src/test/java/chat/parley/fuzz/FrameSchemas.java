package chat.parley.fuzz;

import chat.parley.kit.DescribedFields;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What an AsyncAPI document says of the frames of each command, reply and event.
final class FrameSchemas {
    private static final Pattern CLOSE_CODE = Pattern.compile("(?m)^\\| (\\d{4}) \\| ");
    private static final JsonSchemaFactory VALIDATORS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);

    private final JsonNode document;
    private final Map<String, JsonNode> commands = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> replies = new LinkedHashMap<>();
    private final Map<String, JsonNode> events = new LinkedHashMap<>();
    private final Map<JsonNode, JsonSchema> validators = new LinkedHashMap<>();

    private FrameSchemas(JsonNode document) {
        this.document = document;
        document.get("operations").valueStream().filter(FrameSchemas::isCommand).forEach(operation -> {
            JsonNode payload = at(operation.at("/messages/0")).get("payload");
            JsonNode op = at(at(payload).at("/properties/op"));
            List<JsonNode> answers = new ArrayList<>();
            operation
                    .at("/reply/messages")
                    .forEach(message -> answers.add(at(message).get("payload")));
            for (JsonNode name : op.has("const") ? List.of(op.get("const")) : op.get("enum")) {
                commands.put(name.textValue(), payload);
                replies.put(name.textValue(), answers);
            }
        });
        document.at("/components/messages").forEach(message -> {
            JsonNode event = message.at("/examples/0/payload/ev");
            if (event.isTextual()) {
                events.put(event.textValue(), message.get("payload"));
            }
        });
    }

    private static boolean isCommand(JsonNode operation) {
        return operation.get("action").asText().equals("receive");
    }

    static FrameSchemas of(String yaml) {
        try {
            return new FrameSchemas(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new AssertionError("expected YAML, got " + yaml, e);
        }
    }

    /// What a reference refers to, or the schema itself.
    JsonNode at(JsonNode schema) {
        JsonNode found = schema;
        while (found.has("$ref")) {
            found = document.at(found.get("$ref").textValue().substring(1));
        }
        return found;
    }

    Set<String> ops() {
        return commands.keySet();
    }

    JsonNode command(String op) {
        return at(Objects.requireNonNull(commands.get(op), op));
    }

    /// Whether a command is valid.
    boolean takes(String op, JsonNode frame) {
        return faults(Objects.requireNonNull(commands.get(op), op), frame).isEmpty();
    }

    /// The close codes that the document names, but for that of a fault of the server.
    Set<Integer> closeCodes() {
        return CLOSE_CODE
                .matcher(document.at("/info/description").textValue())
                .results()
                .map(row -> Integer.valueOf(row.group(1)))
                .filter(code -> code != 1011)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// Fails unless a reply is one of those that the document has for this command.
    void requireReply(String op, JsonNode reply) {
        boolean refused = reply.has("error");
        JsonNode payload = replies.getOrDefault(op, List.of()).stream()
                .filter(answer -> at(answer).path("properties").has("error") == refused)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such reply to " + op + " is described: " + reply));
        require(payload, reply);
    }

    /// Fails unless an event is described.
    void requireEvent(JsonNode event) {
        JsonNode payload = events.get(event.path("ev").asText());
        if (payload == null) {
            throw new AssertionError("no such event is described: " + event);
        }
        require(payload, event);
    }

    private void require(JsonNode payload, JsonNode frame) {
        Set<String> faults = faults(payload, frame);
        if (!faults.isEmpty()) {
            throw new AssertionError("expected a frame as described by " + payload + ", got " + frame + ": " + faults);
        }
        new DescribedFields(document).requireAll("frame", frame, payload);
    }

    private Set<String> faults(JsonNode payload, JsonNode frame) {
        return validators.computeIfAbsent(payload, this::validator).validate(frame).stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    private JsonSchema validator(JsonNode payload) {
        ObjectNode schema = new ObjectMapper().createObjectNode();
        schema.putArray("allOf").add(payload);
        schema.set("components", document.get("components"));
        return VALIDATORS.getSchema(schema);
    }
}
