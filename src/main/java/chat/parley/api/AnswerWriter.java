package chat.parley.api;

import chat.parley.protocol.FrameWriter;
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

/// Writes an answer with the writer of the socket's frames, so that it is what `ok` holds there.
@Provider
@Produces(MediaType.APPLICATION_JSON)
public final class AnswerWriter implements MessageBodyWriter<Ok> {

    private final FrameWriter frames;

    AnswerWriter(FrameWriter frames) {
        this.frames = frames;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return Ok.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Ok answer,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(frames.body(answer));
    }
}
