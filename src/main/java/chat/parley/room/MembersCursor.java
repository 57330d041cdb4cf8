package chat.parley.room;

import chat.parley.protocol.Problem;
import chat.parley.protocol.Restriction;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The position in a list of members. Of all members of a room, a small one is sorted as a whole; a large one
/// is scanned, first members online, then the others. Opaque to clients.
///
/// @param phase `begin`, `all`, `online` or `members` in a list of all; `find` at the beginning of those found
///     by name, later `found`; `muted`, `absent` or `banned` in a list of those
/// @param scan the cursor of Redis; of those found the last entry of the index, in base64url
/// @param list the key under which the store keeps the members already returned
/// @param begins whether it is the beginning of a list
record MembersCursor(String phase, String scan, String list, boolean begins) {

    private static final Pattern ALL = Pattern.compile("(all|online|members)\\.(\\d{1,20})\\.([0-9a-z]{1,13})");
    private static final Pattern FOUND = Pattern.compile("(found)\\.([A-Za-z0-9_-]{0,2000})\\.([0-9a-z]{1,13})");
    private static final Pattern MUTED = Pattern.compile("(muted|absent)\\.(\\d{1,20})\\.([0-9a-z]{1,13})");
    private static final Pattern BANNED = Pattern.compile("(banned)\\.(\\d{1,20})\\.([0-9a-z]{1,13})");

    /// In a list of all members.
    static MembersCursor of(Optional<String> wire) {
        return wire.map(cursor -> read(cursor, ALL)).orElseGet(MembersCursor::first);
    }

    /// In a list of those found by name.
    static MembersCursor found(Optional<String> wire) {
        return wire.map(cursor -> read(cursor, FOUND)).orElseGet(() -> first("find", ""));
    }

    /// In a list of those who are muted or banned.
    static MembersCursor of(Restriction restriction, Optional<String> wire) {
        return wire.map(cursor -> read(cursor, restriction == Restriction.MUTED ? MUTED : BANNED))
                .orElseGet(() -> first(restriction.wire(), "0"));
    }

    /// The start of a new list of all members.
    static MembersCursor first() {
        return first("begin", "0");
    }

    private static MembersCursor first(String phase, String scan) {
        long list = ThreadLocalRandom.current().nextLong();
        return new MembersCursor(phase, scan, Long.toUnsignedString(list, Character.MAX_RADIX), true);
    }

    /// A later position in the same list, as Redis tells it.
    MembersCursor at(String nextPhase, String next) {
        String nextScan = nextPhase.equals("found")
                ? Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8))
                : next;
        return new MembersCursor(nextPhase, nextScan, list, false);
    }

    /// The entry of the index behind which it is.
    String entry() {
        return new String(Base64.getUrlDecoder().decode(scan), StandardCharsets.UTF_8);
    }

    /// The same, in a list of those found by this prefix; it is refused in another list.
    MembersCursor within(String prefix) {
        if (!scan.isEmpty() && !entry().startsWith(prefix)) {
            throw other();
        }
        return this;
    }

    private static Problem other() {
        return Problem.badRequest("cursor: expected the cursor of an earlier reply to the same, or none");
    }

    /// What is listed, in a list of those who are muted or banned.
    Restriction restriction() {
        return phase.equals("banned") ? Restriction.BANNED : Restriction.MUTED;
    }

    String wire() {
        return phase + "." + scan + "." + list;
    }

    private static MembersCursor read(String wire, Pattern pattern) {
        Matcher shape = pattern.matcher(wire);
        if (!shape.matches() || !(pattern.equals(FOUND) ? isBase64(shape.group(2)) : isScan(shape.group(2)))) {
            throw other();
        }
        return new MembersCursor(shape.group(1), shape.group(2), shape.group(3), false);
    }

    private static boolean isBase64(String entry) {
        return entry.length() % 4 != 1;
    }

    /// Redis counts up to 2⁶⁴ - 1.
    private static boolean isScan(String digits) {
        return new BigInteger(digits).bitLength() <= Long.SIZE;
    }
}
