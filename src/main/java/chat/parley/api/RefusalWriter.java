package chat.parley.api;

import chat.parley.protocol.FrameWriter;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/// Writes a refusal as problem details.
@Provider
@Produces(Refusal.MEDIA_TYPE)
public final class RefusalWriter implements MessageBodyWriter<Refusal> {

    private final FrameWriter frames;

    RefusalWriter(FrameWriter frames) {
        this.frames = frames;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == Refusal.class;
    }

    @Override
    public void writeTo(
            Refusal refusal,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        out.write(refusal.body(frames));
    }
}
