package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes the fields of a message as JSON text.
final class FieldsWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private FieldsWriter() {}

    /// The fields of `body` without the braces around them.
    static String fields(MessageBody body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            write(body, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.getBuffer().substring(1, text.getBuffer().length() - 1);
    }

    /// `text` as a JSON string.
    static String quoted(String text) {
        StringWriter quoted = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(quoted)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return quoted.toString();
    }

    private static void write(MessageBody body, JsonGenerator json) throws IOException {
        json.writeStringField("id", body.id());
        json.writeObjectFieldStart("from");
        json.writeStringField("id", body.from().id());
        json.writeStringField("name", body.from().name());
        json.writeEndObject();
        if (body.text().isPresent()) {
            json.writeStringField("text", body.text().get());
        }
        if (body.data().isPresent()) {
            json.writeFieldName("data");
            json.writeRawValue(body.data().get().text());
        }
        if (body.reply().isPresent()) {
            json.writeNumberField("reply", body.reply().getAsLong());
        }
        if (!body.mentions().isEmpty()) {
            writeMentions(body.mentions(), json);
        }
    }

    private static void writeMentions(List<String> mentions, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("mentions");
        for (String user : mentions) {
            json.writeString(user);
        }
        json.writeEndArray();
    }
}
