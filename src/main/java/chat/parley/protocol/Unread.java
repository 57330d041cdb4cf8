package chat.parley.protocol;

import java.util.OptionalLong;

/// What one member has not seen of a room (protocol.md section 4).
///
/// @param read the seq up to which everything was seen
/// @param unread messages above it, 100 meaning "100 or more"
/// @param mentions how many of them mention the member
/// @param mark the seq from which on the member has marked it as unread; empty if they have not
public record Unread(long read, int unread, int mentions, OptionalLong mark) {

    /// Without a mark.
    public Unread(long read, int unread, int mentions) {
        this(read, unread, mentions, OptionalLong.empty());
    }

    /// The same with a mark; 0 is none.
    public Unread marked(long seq) {
        return new Unread(read, unread, mentions, seq == 0 ? OptionalLong.empty() : OptionalLong.of(seq));
    }
}
