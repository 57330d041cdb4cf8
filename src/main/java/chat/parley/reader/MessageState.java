package chat.parley.reader;

import java.util.Map;

/// A message of which a part of a log tells, as it is at present.
///
/// @param known whether the log still has it; else nothing is known but that it was there
/// @param common as all see it
/// @param own as a user of a direct room sees it who has a version of their own
public record MessageState(long seq, boolean known, MessageVersion common, Map<String, MessageVersion> own) {

    public MessageState {
        own = Map.copyOf(own);
    }
}
