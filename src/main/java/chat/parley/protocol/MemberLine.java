package chat.parley.protocol;

/// A member in a list: who they are, whether they are online, and their role.
public record MemberLine(String id, String name, boolean online, Role role) {}
