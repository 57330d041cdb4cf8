package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Writes the server's frames (protocol.md sections 2 and 5): one line of JSON in UTF-8, without absent
/// fields. Thread-safe.
public final class FrameWriter {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    /// The reply that a command was carried out.
    public byte[] ok(String ref, Ok body) {
        return frame(json -> {
            json.writeStringField("ref", ref);
            json.writePOJOField("ok", body);
        });
    }

    /// The body of a response over HTTP: the content of `ok` alone (protocol.md section 10), or what only HTTP
    /// has.
    public byte[] body(Object body) {
        return bytes(json -> json.writePOJO(body));
    }

    /// The answers of a batch: an array of what one message has in its reply, without a `ref`.
    public byte[] batch(BatchAnswers batch) {
        return bytes(json -> {
            json.writeStartArray();
            for (BatchAnswers.Answer answer : batch.answers()) {
                json.writeStartObject();
                switch (answer) {
                    case BatchAnswers.Done(Ok ok) -> json.writePOJOField("ok", ok);
                    case BatchAnswers.Refused(Problem problem) -> writeError(problem, json);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /// A refusal over HTTP: problem details (RFC 9457), with the content of `error` on the socket.
    ///
    /// @param title the standard text of `status`
    public byte[] problem(int status, String title, Problem problem) {
        return frame(json -> {
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", problem.getMessage());
            json.writeStringField("code", problem.code().wire());
            writeRetry(problem, json);
        });
    }

    /// The reply that a command with an invalid `ref` was refused.
    public byte[] error(Problem problem) {
        return error(null, problem);
    }

    /// The reply that a command was refused.
    public byte[] error(@Nullable String ref, Problem problem) {
        return frame(json -> {
            json.writeStringField("ref", ref);
            writeError(problem, json);
        });
    }

    /// An event.
    public byte[] event(Event event) {
        return bytes(json -> json.writePOJO(event));
    }

    /// An event as text, for sending between pods.
    public String text(Event event) {
        return new String(event(event), StandardCharsets.UTF_8);
    }

    private static void writeError(Problem problem, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("error");
        json.writeStringField("code", problem.code().wire());
        json.writeStringField("message", problem.getMessage());
        writeRetry(problem, json);
        json.writeEndObject();
    }

    private static void writeRetry(Problem problem, JsonGenerator json) throws IOException {
        json.writeBooleanField("retry", problem.retry());
        if (problem.after().isPresent()) {
            json.writeNumberField("after", problem.after().getAsLong());
        }
    }

    private byte[] frame(Body fields) {
        return bytes(json -> {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        });
    }

    private byte[] bytes(Body body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator json = mapper.createGenerator(bytes)) {
                body.write(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }
}
