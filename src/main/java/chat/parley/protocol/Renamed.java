package chat.parley.protocol;

/// The reply to `rename`: the user with the new name.
public record Renamed(User user) implements Ok {}
