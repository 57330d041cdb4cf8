package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The items of a batch of messages over HTTP, each as the text that was sent: so each is read, and refused,
/// by itself (protocol.md section 12).
public final class BatchItems {

    /// How many messages one request may hold.
    public static final int MOST = 100;

    // The body's size bounds everything else; each item is checked when it is read.
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private BatchItems() {}

    /// Parts them, without a look at what they say.
    ///
    /// @throws Problem `bad_request` for anything but one array of at most [#MOST]
    public static List<String> of(String body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw notAnArray("another kind of JSON");
            }
            List<String> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (items.size() == MOST) {
                    throw notAnArray("more");
                }
                int begin = (int) parser.currentTokenLocation().getCharOffset();
                parser.skipChildren();
                parser.finishToken();
                items.add(body.substring(begin, (int) parser.currentLocation().getCharOffset()));
            }
            if (parser.nextToken() != null) {
                throw notAnArray("more text after it");
            }
            return items;
        } catch (IOException _) {
            throw notAnArray("text that is not JSON");
        }
    }

    private static Problem notAnArray(String came) {
        return Problem.badRequest("expected one array of at most " + MOST + " messages, got " + came);
    }
}
