package chat.parley.protocol;

/// The reply to `ping`: the store's time in Unix milliseconds.
public record Pong(long now) implements Ok {}
