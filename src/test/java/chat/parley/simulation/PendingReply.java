package chat.parley.simulation;

import java.util.List;

/// A command whose reply a device has to make something of, at the place where it comes.
sealed interface PendingReply {

    String room();

    /// `read`: the reply says nothing but that it is done.
    record Read(String room, long seq) implements PendingReply {}

    /// `send` to the others: the reply stands for the event that this connection does not get.
    record ToOthers(String room, String text, List<String> mentions) implements PendingReply {}
}
