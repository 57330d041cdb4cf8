package chat.parley.protocol;

import java.util.List;

/// The reply to `history`: messages in rising order, each as it is now, and whether there are more in the direction
/// asked.
public record HistoryPage(List<Json> messages, boolean more) implements Ok {

    public HistoryPage {
        messages = List.copyOf(messages);
    }
}
