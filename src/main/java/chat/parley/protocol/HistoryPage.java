package chat.parley.protocol;

import java.util.List;

/// The reply to `history`: messages in rising order, each in its current form, and whether there are more in
/// the requested direction.
public record HistoryPage(List<Json> messages, boolean more) implements Ok {

    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
