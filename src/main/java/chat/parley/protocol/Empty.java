package chat.parley.protocol;

/// Done, and there is nothing to say about it: `{}`.
public record Empty() implements Ok {}
