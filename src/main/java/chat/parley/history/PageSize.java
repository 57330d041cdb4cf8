package chat.parley.history;

import chat.parley.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Limits a list of messages to the size of a server frame: a list that is too large loses its far end and
/// gets `more` (protocol.md section 4).
public final class PageSize {

    /// 512 KiB of a frame (protocol.md section 1), less the text around the list.
    public static final int BYTES = (512 - 16) << 10;

    private PageSize() {}

    /// As many of the texts as fit, counted from the near end.
    ///
    /// @param forward whether the list starts at the requested position; else it ends there
    public static LogPage fit(List<String> texts, boolean forward, boolean more) {
        int size = 0;
        int count = 0;
        while (count < texts.size()) {
            String next = texts.get(forward ? count : texts.size() - 1 - count);
            size += next.getBytes(StandardCharsets.UTF_8).length + 1;
            if (size > BYTES && count > 0) {
                break;
            }
            count++;
        }
        List<String> kept = forward ? texts.subList(0, count) : texts.subList(texts.size() - count, texts.size());
        return new LogPage(kept.stream().map(Json::new).toList(), more || count < texts.size());
    }
}
