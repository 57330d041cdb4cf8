package chat.parley.room;

import chat.parley.protocol.Problem;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far a list of members was read. A small room is sorted whole; a large one is walked, first those online, then
/// the others. On the wire it is opaque.
///
/// @param phase `begin`, `all`, `online` or `members`
/// @param scan where Redis goes on
/// @param list under which the store remembers who was given
record MembersCursor(String phase, String scan, String list) {

    private static final Pattern SHAPE = Pattern.compile("(all|online|members)\\.(\\d{1,20})\\.([0-9a-z]{1,13})");

    static MembersCursor of(Optional<String> wire) {
        return wire.map(MembersCursor::read).orElseGet(MembersCursor::first);
    }

    /// The beginning of another list.
    static MembersCursor first() {
        long list = ThreadLocalRandom.current().nextLong();
        return new MembersCursor("begin", "0", Long.toUnsignedString(list, Character.MAX_RADIX));
    }

    /// The same list, further on.
    MembersCursor at(String nextPhase, String nextScan) {
        return new MembersCursor(nextPhase, nextScan, list);
    }

    String wire() {
        return phase + "." + scan + "." + list;
    }

    private static MembersCursor read(String wire) {
        Matcher shape = SHAPE.matcher(wire);
        if (!shape.matches()) {
            throw Problem.badRequest("cursor: expected the cursor of an earlier reply, or none");
        }
        return new MembersCursor(shape.group(1), shape.group(2), shape.group(3));
    }
}
