package chat.parley.api;

import chat.parley.admin.Overview;
import chat.parley.protocol.BatchAnswers;
import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Json;
import chat.parley.protocol.Ok;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/// Writes a response with the writer of the socket's frames, so that it equals the `ok` there; a message, a
/// batch's answers and an operator's overview in the same way.
@Provider
@Produces(MediaType.APPLICATION_JSON)
public final class AnswerWriter implements MessageBodyWriter<Object> {

    private final FrameWriter frames;

    AnswerWriter(FrameWriter frames) {
        this.frames = frames;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Ok.class.isAssignableFrom(type)
                || Overview.class.isAssignableFrom(type)
                || type == Json.class
                || type == BatchAnswers.class
                || type == ServiceConfig.class;
    }

    @Override
    public void writeTo(
            Object answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(answer instanceof BatchAnswers batch ? frames.batch(batch) : frames.body(answer));
    }
}
