package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import java.io.IOException;
import java.io.StringWriter;

/// Copies a JSON value token by token, without white space: strings and numbers stay unchanged, to the last
/// digit.
final class DataCopy {

    // The reader has already checked the depth.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private final DepthWatch json;
    private final StringWriter text = new StringWriter();
    private boolean wellFormed = true;

    private DataCopy(DepthWatch json) {
        this.json = json;
    }

    /// The value at the current token as [Json], or as [JsonFields.InvalidValue] if it cannot be written as
    /// UTF-8 or is too deep; afterwards the parser stands on the value's last token.
    static Object of(DepthWatch json) throws IOException {
        return new DataCopy(json).copied();
    }

    private Object copied() throws IOException {
        try (JsonGenerator copy = FACTORY.createGenerator(text)) {
            json.throughValue(token -> {
                if (wellFormed && !json.tooDeep()) {
                    write(token, copy);
                }
            });
        }
        if (json.tooDeep()) {
            return new JsonFields.InvalidValue("JSON that is too deep");
        }
        return wellFormed ? new Json(text.toString()) : new JsonFields.InvalidValue("a lone surrogate in it");
    }

    private void write(JsonToken token, JsonGenerator copy) throws IOException {
        switch (token) {
            case START_OBJECT -> copy.writeStartObject();
            case END_OBJECT -> copy.writeEndObject();
            case START_ARRAY -> copy.writeStartArray();
            case END_ARRAY -> copy.writeEndArray();
            case FIELD_NAME -> copy.writeFieldName(checked(json.currentName()));
            case VALUE_STRING -> copy.writeString(checked(json.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copy.writeNumber(json.getText());
            case VALUE_TRUE -> copy.writeBoolean(true);
            case VALUE_FALSE -> copy.writeBoolean(false);
            case VALUE_NULL -> copy.writeNull();
            default -> throw new IllegalStateException("expected a token of JSON, got " + token);
        }
    }

    private String checked(String string) {
        wellFormed &= Utf8Size.wellFormed(string);
        return string;
    }
}
