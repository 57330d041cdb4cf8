package chat.parley.admin;

/// The new secret of a key, the only time that it is shown.
public record KeyRotated(String key) implements Overview {}
