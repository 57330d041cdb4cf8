package chat.parley.admin;

/// A new key, the only time that it is shown.
///
/// @param user the id of its bot
public record KeyMade(String id, String key, String user) implements Overview {}
