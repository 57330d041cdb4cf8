package chat.parley.protocol;

/// A pod in a list, as it told of itself a few seconds ago.
///
/// @param until when its lease ends, unless it is renewed; Unix milliseconds by the store's clock, as `since`
/// @param since when it began
/// @param draining whether it is going away
/// @param users connected to it, each once
/// @param rooms that somebody connected to it is in
public record PodLine(
        String pod,
        String version,
        long until,
        long since,
        boolean draining,
        long connections,
        long users,
        long rooms) {}
