package chat.parley.room;

import chat.parley.protocol.Problem;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a list of members was read. A small room is sorted whole and read by number; a large one is walked, first
/// those online, then the others. On the wire it is opaque.
///
/// @param phase `all`, `online` or `members`
/// @param scan where Redis goes on
/// @param skip how many of what Redis says there were given already
record MembersCursor(String phase, String scan, int skip) {

    /// Where Redis begins.
    static final String START = "0";

    static final MembersCursor FIRST = new MembersCursor("all", START, 0);

    private static final Pattern SHAPE = Pattern.compile("(all|online|members)\\.(\\d{1,20})\\.(\\d{1,7})");

    static MembersCursor of(Optional<String> wire) {
        return wire.map(MembersCursor::read).orElse(FIRST);
    }

    String wire() {
        return phase + "." + scan + "." + skip;
    }

    private static MembersCursor read(String wire) {
        Matcher shape = SHAPE.matcher(wire);
        if (!shape.matches()) {
            throw Problem.badRequest("cursor: expected the cursor of an earlier reply, or none");
        }
        return new MembersCursor(shape.group(1), shape.group(2), Integer.parseInt(shape.group(3)));
    }
}
