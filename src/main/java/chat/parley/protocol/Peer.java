package chat.parley.protocol;

/// The other one of a direct conversation, oneself where these are notes (protocol.md section 4, room state).
///
/// @param online whether any of his connections lives
public record Peer(String id, String name, boolean online) {

    public Peer {
        id = User.checkedId(id);
    }
}
