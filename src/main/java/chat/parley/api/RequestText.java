package chat.parley.api;

import chat.parley.protocol.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The text of a request's body.
final class RequestText {

    private RequestText() {}

    /// An empty body counts as an empty object: what a request has to say may stand in its path. Anything but
    /// UTF-8 is a `bad_request`.
    static String of(byte @Nullable [] body) {
        if (body == null || body.length == 0) {
            return "{}";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw Problem.badRequest("expected a body of JSON in UTF-8, got other bytes");
        }
    }
}
