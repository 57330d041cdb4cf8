package chat.parley.simulation;

import java.util.List;

/// A command whose reply a device has to apply at the place where it arrives.
sealed interface PendingReply {

    String room();

    /// `read`: the reply only confirms.
    record Read(String room, long seq) implements PendingReply {}

    /// `send` to the others: the reply stands for the event that this connection does not get.
    record ToOthers(String room, String text, List<String> mentions) implements PendingReply {}
}
