package chat.parley.protocol;

/// This server's limits as sent to clients in `hello` (protocol.md section 9), so that they can keep them.
///
/// @param frameSize bytes of one frame
/// @param textSize bytes of a message's text
/// @param dataSize bytes of a message's data as JSON without white space
/// @param jsonDepth how deep a frame's objects and arrays may nest, itself included
/// @param messagesPerSecond entries of a user in one room, sustained rate
/// @param messagesBurst entries of a user in one room, burst
/// @param commandsPerSecond commands of one connection, sustained rate
/// @param commandsBurst commands of one connection, burst
/// @param roomsPerUser rooms a user may be in
/// @param historyPage the most messages in one reply to `history`
public record Limits(
        int frameSize,
        int textSize,
        int dataSize,
        int jsonDepth,
        int messagesPerSecond,
        int messagesBurst,
        int commandsPerSecond,
        int commandsBurst,
        int roomsPerUser,
        int historyPage) {}
