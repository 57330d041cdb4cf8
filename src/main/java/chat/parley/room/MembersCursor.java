package chat.parley.room;

import chat.parley.protocol.Problem;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The position in a list of members. A small room is sorted as a whole; a large one is scanned, first
/// members online, then the others. Opaque to clients.
///
/// @param phase `begin`, `all`, `online` or `members`
/// @param scan the cursor of Redis
/// @param list the key under which the store keeps the members already returned
record MembersCursor(String phase, String scan, String list) {

    private static final Pattern SHAPE = Pattern.compile("(all|online|members)\\.(\\d{1,20})\\.([0-9a-z]{1,13})");

    static MembersCursor of(Optional<String> wire) {
        return wire.map(MembersCursor::read).orElseGet(MembersCursor::first);
    }

    /// The start of a new list.
    static MembersCursor first() {
        long list = ThreadLocalRandom.current().nextLong();
        return new MembersCursor("begin", "0", Long.toUnsignedString(list, Character.MAX_RADIX));
    }

    /// A later position in the same list.
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
