package chat.parley.reader;

/// Entries that the store trimmed before they were read.
///
/// @param from the seq of the first
/// @param to the seq of the last
public record LogGap(long from, long to) {}
