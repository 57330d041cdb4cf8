package chat.parley.protocol;

/// What a client is told of this server's limits in `hello` (protocol.md section 9), so that it can keep them by
/// itself.
///
/// @param frameSize bytes of one frame
/// @param textSize bytes of a message's text
/// @param dataSize bytes of a message's data as JSON without white space
/// @param jsonDepth how deep a frame's objects and arrays may nest, itself included
/// @param messagesPerSecond entries a user may make in one room, lastingly
/// @param messagesBurst entries a user may make in one room at once
/// @param commandsPerSecond commands of one connection, lastingly
/// @param commandsBurst commands of one connection at once
/// @param roomsPerUser rooms a user may be in
/// @param historyPage the most messages one `history` gives
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
