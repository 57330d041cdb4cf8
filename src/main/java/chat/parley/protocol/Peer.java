package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;

/// The other user of a direct conversation; the member themselves if it is their notes (protocol.md section
/// 4, room state).
///
/// @param online whether they are connected
public record Peer(String id, String name, boolean online) {

    public Peer {
        id = User.checkedId(id);
    }

    /// Whether this is a bot.
    @JsonProperty
    public Optional<Boolean> bot() {
        return User.botMark(id);
    }
}
