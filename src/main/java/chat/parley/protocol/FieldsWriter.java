package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/// Writes the fields of an entry as JSON text.
final class FieldsWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private FieldsWriter() {}

    /// The fields of `body` without the braces around them.
    static String fields(MessageBody body) {
        BodyParts parts = parts(body);
        String reply = body.reply().map(target -> ",\"reply\":" + target.seq()).orElse("");
        return parts.before() + parts.content() + reply + parts.after();
    }

    static String fields(ChangeBody body) {
        BodyParts parts = parts(body);
        return "\"of\":" + body.change().message().seq() + "," + parts.before()
                + (body.change() instanceof Change.Edit ? ",\"text\":" + parts.content() : "");
    }

    static BodyParts parts(MessageBody body) {
        return new BodyParts(
                members(json -> writeSender(body, json)),
                following(json -> writeContent(body, json)),
                following(json -> writeMentionsIfAny(body, json)));
    }

    static BodyParts parts(ChangeBody body) {
        return new BodyParts(members(json -> write(body, json)), content(body.change()), "");
    }

    private static String content(Change change) {
        return switch (change) {
            case Change.Edit edit -> quoted(edit.text());
            case Change.Delete _ -> "";
            case Change.React react -> quoted(react.emoji().value());
        };
    }

    /// The members of an object without the braces around them.
    private static String members(Content content) {
        String object = text(json -> {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        });
        return object.substring(1, object.length() - 1);
    }

    /// The members with a leading comma, or nothing.
    private static String following(Content content) {
        String members = members(content);
        return members.isEmpty() ? "" : "," + members;
    }

    /// `text` as a JSON string.
    static String quoted(String text) {
        return text(json -> json.writeString(text));
    }

    private static void writeContent(MessageBody body, JsonGenerator json) throws IOException {
        if (body.text().isPresent()) {
            json.writeStringField("text", body.text().get());
        }
        if (body.data().isPresent()) {
            json.writeFieldName("data");
            json.writeRawValue(body.data().get().text());
        }
    }

    private static void writeMentionsIfAny(MessageBody body, JsonGenerator json) throws IOException {
        if (!body.mentions().isEmpty()) {
            writeMentions(body.mentions(), json);
        }
    }

    private static void write(ChangeBody body, JsonGenerator json) throws IOException {
        writeSender(body, json);
        if (body.change() instanceof Change.React react) {
            json.writeStringField("emoji", react.emoji().value());
            json.writeBooleanField("on", react.on());
        }
    }

    private static void writeSender(EntryBody body, JsonGenerator json) throws IOException {
        json.writeStringField("id", body.id());
        json.writeObjectFieldStart("from");
        json.writeStringField("id", body.from().id());
        json.writeStringField("name", body.from().name());
        if (User.isBot(body.from().id())) {
            json.writeBooleanField("bot", true);
        }
        json.writeEndObject();
    }

    private static void writeMentions(List<String> mentions, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("mentions");
        for (String user : mentions) {
            json.writeString(user);
        }
        json.writeEndArray();
    }

    private static String text(Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
