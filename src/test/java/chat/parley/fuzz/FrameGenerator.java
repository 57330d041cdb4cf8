package chat.parley.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Makes commands from the schemas of the AsyncAPI document: valid ones, and others that break one of its
/// rules.
final class FrameGenerator {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper READER = new ObjectMapper();
    private static final long SAFE = 9_007_199_254_740_991L;
    private static final String[] SYLLABLES = {"a", "Z", "7", " ", "é", "한", "☕", "😀", "\n", "\\", "\"", "<b>", "'"};
    private static final List<String> OTHERS = List.of("true", "17", "\"x\"", "[]", "{}", "[[1]]", "{\"a\":1}", "1.5");

    private final FrameSchemas schemas;
    private final Map<String, List<String>> known;
    private final Random random;

    /// @param known values that mean something to the server, by the name of their schema or field
    FrameGenerator(FrameSchemas schemas, Map<String, List<String>> known, Random random) {
        this.schemas = schemas;
        this.known = known;
        this.random = random;
    }

    /// A valid command, without a `ref`.
    ObjectNode valid(String op) {
        while (true) {
            ObjectNode frame = object(schemas.command(op), random.nextInt(4) == 0);
            frame.put("op", op).remove("ref");
            if (schemas.takes(op, frame)) {
                return frame;
            }
        }
    }

    /// A command that breaks a rule; unless that is the rule for `ref`, it has none.
    ObjectNode invalid(String op) {
        while (true) {
            ObjectNode frame = valid(op);
            List<String> names = names(schemas.command(op).get("properties"));
            String name = any(names);
            breakRule(frame, name, schemas.command(op).at("/properties").get(name));
            if (!schemas.takes(op, frame)) {
                return frame;
            }
        }
    }

    private void breakRule(ObjectNode frame, String name, JsonNode schema) {
        switch (random.nextInt(4)) {
            case 0 -> frame.remove(name);
            case 1 -> frame.set(name, json(any(OTHERS)));
            case 2 -> frame.set(name, nearly(schema));
            default -> frame.setAll(object(schemas.command(frame.path("op").asText()), true));
        }
    }

    /// A value that a schema just does not take, if it has limits.
    private JsonNode nearly(JsonNode reference) {
        JsonNode schema = rules(reference);
        if (schema.has("maxItems")) {
            ArrayNode many = JSON.arrayNode();
            while (many.size() <= schema.get("maxItems").intValue()) {
                many.add(value(schema.get("items"), ""));
            }
            return many;
        }
        if (schema.path("type").toString().contains("integer")) {
            return random.nextBoolean() && schema.has("maximum")
                    ? JSON.numberNode(schema.get("maximum").longValue() + 1)
                    : JSON.numberNode(schema.path("minimum").longValue() - 1 - random.nextInt(2));
        }
        String longer = "x".repeat(schema.path("maxLength").asInt(200) + 1);
        return JSON.textNode(any(List.of("", longer, "No such value!", " ", "é")));
    }

    private ObjectNode object(JsonNode schema, boolean all) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.textValue()));
        schema.path("properties").forEachEntry((name, property) -> {
            if (all || required.contains(name) || random.nextBoolean()) {
                object.set(name, value(property, name));
            }
        });
        return object;
    }

    private JsonNode value(JsonNode reference, String field) {
        for (String name : List.of(nameOf(reference), field)) {
            // Now and then any value that the schema takes, unless the schema cannot say what is valid.
            if (known.containsKey(name) && (!rules(reference).has("pattern") || random.nextInt(6) > 0)) {
                return JSON.textNode(any(known.getOrDefault(name, List.of())));
            }
        }
        JsonNode schema = rules(reference);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (schema.path("type").isArray()
                ? "integer"
                : schema.path("type").asText("any")) {
            case "string" -> JSON.textNode(text(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "integer" -> JSON.numberNode(number(schema));
            case "array" -> array(schema);
            case "object" -> object(schema, false);
            default -> anything(3);
        };
    }

    /// What a reference refers to, with what an `allOf` of one adds to it.
    private JsonNode rules(JsonNode reference) {
        JsonNode schema = schemas.at(reference);
        return schema.has("allOf") ? schemas.at(schema.at("/allOf/0")) : schema;
    }

    private static String nameOf(JsonNode reference) {
        JsonNode target = reference.has("allOf") ? reference.at("/allOf/0") : reference;
        String path = target.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String text(JsonNode schema) {
        if (schema.has("pattern")) {
            return ordered(MatchingText.of(schema.get("pattern").textValue(), random));
        }
        StringBuilder text =
                new StringBuilder("x".repeat(schema.path("minLength").asInt()));
        int length = random.nextInt(Math.min(20, schema.path("maxLength").asInt(20)));
        while (text.codePointCount(0, text.length()) < length) {
            text.append(any(List.of(SYLLABLES)));
        }
        return text.toString();
    }

    /// In the id of a direct room the smaller id goes first; no pattern can say so.
    private static String ordered(String text) {
        String[] parts = text.split(":", -1);
        return parts.length == 3 && parts[1].compareTo(parts[2]) > 0
                ? parts[0] + ":" + parts[2] + ":" + parts[1]
                : text;
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong();
        long most = schema.path("maximum").asLong(SAFE);
        return switch (random.nextInt(8)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> random.nextLong(least, most) + 1;
            case 3 -> Math.min(most, least + random.nextInt(5));
            // Rooms begin with as few messages.
            default -> Math.min(most, least + 1 + random.nextInt(2));
        };
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = JSON.arrayNode();
        int size = random.nextInt(3);
        for (int i = 0; i < size; i++) {
            array.add(value(schema.get("items"), ""));
        }
        return array;
    }

    private JsonNode anything(int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return json(any(OTHERS));
        }
        if (random.nextBoolean()) {
            return JSON.arrayNode().add(anything(depth - 1)).addNull();
        }
        return JSON.objectNode().set(any(List.of(SYLLABLES)), anything(depth - 1));
    }

    private static JsonNode json(String text) {
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(JsonNode properties) {
        List<String> names = new ArrayList<>();
        properties.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
