package chat.parley.kit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Checks a frame against the schemas of an AsyncAPI document: it may contain no field that they do not
/// describe, and none that they require may be missing.
public record DescribedFields(JsonNode document) {

    /// Fails with the path of the first field that is not described, or is missing.
    public void requireAll(String path, JsonNode value, JsonNode schema) {
        List<JsonNode> schemas = parts(schema, value).toList();
        assertTrue(
                schemas.stream().noneMatch(part -> part.has("oneOf"))
                        || schemas.stream().anyMatch(part -> part.has("type")),
                () -> path + " is none of the alternatives: " + value);
        if (value.isArray()) {
            value.forEach(item -> requireAll(path + "[]", item, items(schemas)));
        } else if (value.isObject() && schemas.stream().anyMatch(part -> part.has("type"))) {
            value.propertyStream().forEach(field -> requireField(path, field, schemas));
            schemas.stream()
                    .flatMap(part -> part.path("required").valueStream())
                    .forEach(name -> assertTrue(value.has(name.textValue()), path + " lacks " + name));
        }
    }

    private void requireField(String path, Map.Entry<String, JsonNode> field, List<JsonNode> schemas) {
        String at = path + "." + field.getKey();
        JsonNode schema = schemas.stream()
                .map(part -> part.path("properties").path(field.getKey()))
                .filter(JsonNode::isObject)
                .findFirst()
                .or(() -> schemas.stream()
                        .map(part -> part.path("additionalProperties"))
                        .filter(JsonNode::isObject)
                        .findFirst())
                .orElseThrow(() -> new AssertionError(at + " is not described"));
        requireAll(at, field.getValue(), schema);
    }

    private static JsonNode items(List<JsonNode> schemas) {
        return schemas.getFirst().path("items");
    }

    /// The schema with everything it refers to and consists of; of alternatives the first whose required
    /// fields are present.
    private Stream<JsonNode> parts(JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            return parts(document.at(schema.get("$ref").textValue().substring(1)), value);
        }
        Stream<JsonNode> all = stream(schema.path("allOf")).flatMap(part -> parts(part, value));
        Stream<JsonNode> one = stream(schema.path("oneOf"))
                .map(part -> parts(part, value).toList())
                .filter(parts -> parts.stream()
                        .flatMap(part -> part.path("required").valueStream())
                        .allMatch(name -> value.has(name.textValue())))
                .findFirst()
                .stream()
                .flatMap(List::stream);
        return Stream.concat(Stream.of(schema), Stream.concat(all, one));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
