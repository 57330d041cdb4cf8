package chat.parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The reply to `history`: messages in rising order, each in its current form, and whether there are more in
/// the requested direction.
public record HistoryPage(List<Json> messages, boolean more) implements Ok {

    private static final JsonFactory JSON = new JsonFactory();

    public HistoryPage {
        messages = List.copyOf(messages);
    }

    /// The message with this number, if the page has it.
    public Optional<Json> message(long seq) {
        return messages.stream().filter(message -> seqOf(message) == seq).findFirst();
    }

    private static long seqOf(Json message) {
        try (JsonParser parser = JSON.createParser(message.text())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals("seq");
                parser.nextToken();
                if (found) {
                    return parser.getLongValue();
                }
                parser.skipChildren();
            }
            throw new IllegalStateException("expected a message with a seq");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
