package chat.parley.session;

import chat.parley.protocol.User;

/// A user who is connected to this pod.
///
/// @param nanos how long their oldest connection here has been open
/// @param rooms of the connection with the most
public record Connected(User user, int connections, long nanos, int rooms) {}
