package chat.parley.room;

/// What a key lets its bot do in a room beyond the bot's role there (protocol.md sections 4 and 11).
///
/// @param writes also where only owners and moderators may
/// @param moderates as a moderator may
public record KeyPower(boolean writes, boolean moderates) {

    /// Of those who come without a key.
    public static final KeyPower NONE = new KeyPower(false, false);
}
