package chat.parley.admin;

/// How often all pods refused for one reason.
///
/// @param kind what was refused: `command` (on the socket), `upgrade` (before there was a session), `close` (a
/// connection ended) or `api` (a request)
/// @param reason the error's code, the reason of the metric, the close code, or the status
/// @param pods that did
public record RefusalLine(String kind, String reason, long count, int pods) {}
