package chat.parley.admin;

/// How many connections a living pod has, as it reported itself a few seconds ago.
///
/// @param draining whether it is going away
public record PodLoad(String pod, long connections, boolean draining) {}
