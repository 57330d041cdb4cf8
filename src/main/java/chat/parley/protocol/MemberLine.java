package chat.parley.protocol;

/// A member in a list: who, whether any of his connections lives, and what he may do.
public record MemberLine(String id, String name, boolean online, Role role) {}
