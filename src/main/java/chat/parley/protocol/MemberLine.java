package chat.parley.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.OptionalLong;

/// A member in a list: who they are, whether they are online, and their role.
///
/// @param role empty for one who is muted or banned and no member
/// @param until in a list of those who are muted or banned: until when, Unix milliseconds; 0 for until it is
///     undone
public record MemberLine(String id, String name, boolean online, Optional<Role> role, OptionalLong until) {

    /// A member in a list of all.
    public MemberLine(String id, String name, boolean online, Role role) {
        this(id, name, online, Optional.of(role), OptionalLong.empty());
    }

    /// Whether this is a bot.
    @JsonProperty
    public Optional<Boolean> bot() {
        return User.botMark(id);
    }
}
