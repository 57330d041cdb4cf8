package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Parses a frame's text into its fields in one pass. Anything but one JSON object closes the connection with
/// 4500; values that cannot be part of a command are kept as received, so that the `ref` is known whichever
/// field is wrong.
final class FrameParser {

    /// The fields of a frame, and whether it nested deeper than allowed.
    record Parsed(JsonFields fields, boolean tooDeep) {}

    private static final int LONGEST_SEQ = Long.toString(Position.MAX_SEQ).length();

    private final WireLimits limits;
    private final JsonFactory factory;

    FrameParser(WireLimits limits) {
        this.limits = limits;
        // The frame's size bounds everything below it; the depth is checked here, so that a deep frame still gets its
        // reply. Names are not cached between frames: clients choose them, and a shared table could be flooded.
        this.factory = JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.frameSize())
                        .maxStringLength(limits.frameSize())
                        .maxNameLength(limits.frameSize())
                        .maxNumberLength(limits.frameSize())
                        .build())
                .build();
    }

    Parsed parse(String text) {
        if (text.length() > limits.frameSize()) {
            throw new CloseException(CloseCode.TOO_LARGE);
        }
        try (JsonParser parser = factory.createParser(text)) {
            return frame(new DepthWatch(parser, limits.jsonDepth()));
        } catch (IOException e) {
            throw notJson("text that is not JSON");
        }
    }

    private static Parsed frame(DepthWatch json) throws IOException {
        if (json.next() != JsonToken.START_OBJECT) {
            throw notJson("another kind of JSON");
        }
        JsonFields fields = new JsonFields("");
        while (json.next() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            fields.put(name, field(name, json.next(), json));
        }
        if (json.nextToken() != null) {
            throw notJson("more text after it");
        }
        return new Parsed(fields, json.tooDeep());
    }

    private static Object field(String name, JsonToken token, DepthWatch json) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return JsonFields.ABSENT;
        }
        if (name.equals("data")) {
            return DataCopy.of(json);
        }
        return token == JsonToken.START_ARRAY ? list(name, json) : scalar(token, json);
    }

    /// The lists of the protocol hold strings or flat objects; anything deeper is skipped.
    private static List<Object> list(String name, DepthWatch json) throws IOException {
        List<Object> items = new ArrayList<>();
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            String path = name + "[" + items.size() + "].";
            items.add(token == JsonToken.START_OBJECT ? flatObject(path, json) : scalar(token, json));
        }
        return items;
    }

    private static JsonFields flatObject(String path, DepthWatch json) throws IOException {
        JsonFields fields = new JsonFields(path);
        while (json.next() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.next();
            fields.put(name, token == JsonToken.VALUE_NULL ? JsonFields.ABSENT : scalar(token, json));
        }
        return fields;
    }

    private static Object scalar(JsonToken token, DepthWatch json) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> wholeNumber(json);
            case VALUE_NULL -> new JsonFields.InvalidValue("null");
            case START_OBJECT -> skipped("an object", json);
            case START_ARRAY -> skipped("an array", json);
            default -> new JsonFields.InvalidValue(json.getText());
        };
    }

    private static Object wholeNumber(DepthWatch json) throws IOException {
        if (json.getTextLength() <= LONGEST_SEQ) {
            long number = json.getLongValue();
            if (number >= 0 && number <= Position.MAX_SEQ) {
                return number;
            }
        }
        return new JsonFields.InvalidValue(json.getText());
    }

    private static Object skipped(String what, DepthWatch json) throws IOException {
        json.throughValue(token -> {});
        return new JsonFields.InvalidValue(what);
    }

    private static CloseException notJson(String received) {
        return new CloseException(CloseCode.NOT_JSON, "expected one JSON object, got " + received);
    }
}
