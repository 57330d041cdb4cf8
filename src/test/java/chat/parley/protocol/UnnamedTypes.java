package chat.parley.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Finds the schemas of an AsyncAPI document that a generator would have to invent a name for: objects,
/// enumerations and choices that stand within another schema or a message rather than under
/// `components/schemas`. What stands below `if`, `then`, `else` and `not` restricts the schema around it and is
/// no type.
final class UnnamedTypes {

    private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");
    private static final Set<String> MARKS =
            Set.of("enum", "properties", "patternProperties", "additionalProperties", "required", "anyOf", "oneOf");

    private final JsonNode document;
    private final List<String> paths = new ArrayList<>();

    UnnamedTypes(JsonNode document) {
        this.document = document;
    }

    /// Where they are, such as `SendCommand.to`.
    List<String> paths() {
        paths.clear();
        document.at("/components/messages").forEachEntry((name, message) -> look(name, message.path("payload")));
        document.at("/components/schemas").forEachEntry(this::lookInside);
        return List.copyOf(paths);
    }

    private void look(String path, JsonNode schema) {
        if (!schema.isObject() || schema.has("$ref")) {
            return;
        }
        if (isType(schema)) {
            paths.add(path);
        }
        lookInside(path, schema);
    }

    private void lookInside(String path, JsonNode schema) {
        schema.path("properties").forEachEntry((name, property) -> look(path + "." + name, property));
        schema.path("patternProperties").forEachEntry((name, property) -> look(path + "." + name, property));
        look(path + ".*", schema.path("additionalProperties"));
        look(path + "[]", schema.path("items"));
        for (String combination : COMBINATIONS) {
            for (JsonNode part : schema.path(combination)) {
                if (!part.has("$ref")) {
                    paths.add(path + " " + combination);
                }
            }
        }
    }

    private static boolean isType(JsonNode schema) {
        return "object".equals(schema.path("type").textValue())
                || MARKS.stream().anyMatch(schema::has);
    }
}
