package chat.parley.protocol;

/// The reply without content: `{}`.
public record Empty() implements Ok {}
