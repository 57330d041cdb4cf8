package chat.parley.protocol;

/// The reply to `rename`: the user as all see him from here on.
public record Renamed(User user) implements Ok {}
