package chat.parley.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The checker's own picture of one room: everything acknowledged, applied in the order of `seq`. It knows
/// nothing of what devices received.
final class RoomLedger {
    static final String LOBBY = "lobby";

    private final String room;
    private final SortedMap<Long, LedgerMessage> said = new TreeMap<>();
    private final Map<String, RoomRole> members = new TreeMap<>();
    private final Set<String> muted = new HashSet<>();
    private final Set<String> banned = new HashSet<>();
    private String title;
    private long head;
    private int joins;

    RoomLedger(String room, String title) {
        this.room = room;
        this.title = title;
    }

    String room() {
        return room;
    }

    boolean isPublic() {
        return !room.contains(":");
    }

    boolean isDirect() {
        return room.startsWith("d:");
    }

    long head() {
        return head;
    }

    Map<String, RoomRole> members() {
        return members;
    }

    Set<String> muted() {
        return muted;
    }

    Set<String> banned() {
        return banned;
    }

    void titled(String to) {
        title = to;
    }

    void joins(String user, String role) {
        members.putIfAbsent(user, new RoomRole(role, ++joins, head, true));
    }

    /// Opens a direct room for a person who belongs to it from its beginning.
    /// @param bothered whether the room is listed for them
    /// @param blocks whether this person has blocked the other
    void opens(String user, boolean bothered, boolean blocks) {
        RoomRole one = members.computeIfAbsent(user, _ -> new RoomRole("member", ++joins, 0, false));
        one.keepsToThemselves(blocks);
        if (bothered) {
            one.getsListed();
        }
    }

    void goes(String user) {
        members.remove(user);
    }

    /// Like [#goes]; the last owner hands over to the longest-serving moderator, else member.
    void leaves(String user) {
        goes(user);
        if (members.values().stream().noneMatch(one -> one.role().equals("owner"))) {
            Optional<RoomRole> heir = longest("moderator").or(() -> longest("member"));
            heir.ifPresent(one -> one.becomes("owner"));
        }
    }

    private Optional<RoomRole> longest(String role) {
        return members.values().stream()
                .filter(one -> one.role().equals(role))
                .min(Comparator.comparingInt(RoomRole::order));
    }

    RoomRole member(String user) {
        RoomRole one = members.get(user);
        if (one == null) {
            throw new IllegalStateException(user + " is no member of " + room);
        }
        return one;
    }

    /// The next entry has to have this seq.
    private void next(long seq) {
        if (seq != head + 1) {
            throw new AssertionError(room + ": expected seq " + (head + 1) + " to be acknowledged, got " + seq);
        }
        head = seq;
    }

    void says(long seq, LedgerMessage message) {
        next(seq);
        said.put(seq, message);
        member(message.from()).says(seq);
    }

    void edits(long seq, long of, String text, long at) {
        next(seq);
        message(of).edit(text, at);
    }

    void deletes(long seq, long of) {
        next(seq);
        message(of).delete();
    }

    void reacts(long seq, long of, String user, String emoji, boolean on) {
        next(seq);
        if (!message(of).react(user, emoji, on)) {
            throw new AssertionError(room + ": expected nothing to be stored for a reaction that changes nothing");
        }
    }

    LedgerMessage message(long seq) {
        LedgerMessage one = said.get(seq);
        if (one == null) {
            throw new IllegalStateException(room + " has no message at " + seq);
        }
        return one;
    }

    /// The number of matching messages.
    long count(Predicate<LedgerMessage> which) {
        return said.values().stream().filter(which).count();
    }

    /// The seq above which a member may see messages: everything in a public room, elsewhere what came after
    /// they joined.
    private long floor(String user) {
        return isPublic() ? 0 : member(user).joined();
    }

    /// Whether somebody has written here.
    boolean hasWritten(String user) {
        return said.values().stream().anyMatch(one -> one.from().equals(user));
    }

    /// The seqs of the messages that a member may see, in rising order.
    List<Long> visible(String user) {
        List<Long> found = new ArrayList<>();
        said.tailMap(floor(user) + 1).forEach((seq, one) -> {
            if (one.visibleTo(user)) {
                found.add(seq);
            }
        });
        return found;
    }

    /// The messages that a member sees above a seq.
    SortedMap<Long, MessageView> sights(String user, long above) {
        SortedMap<Long, MessageView> found = new TreeMap<>();
        visible(user).stream()
                .filter(seq -> seq > above)
                .forEach(seq -> found.put(seq, message(seq).to(user)));
        return found;
    }

    RoomMembership standing(String user) {
        RoomRole one = member(user);
        List<Long> above = visible(user).stream()
                .filter(seq -> seq > one.own() && !message(seq).deleted())
                .toList();
        int mentions =
                (int) above.stream().filter(seq -> message(seq).names(user)).count();
        return new RoomMembership(
                head,
                isDirect() ? "" : one.role(),
                isDirect() ? "" : title,
                one.own(),
                Math.min(RoomMembership.MOST_UNREAD, above.size()),
                mentions);
    }

    /// Each member's cursors, as the others were notified.
    Map<String, Cursor> told() {
        Map<String, Cursor> found = new HashMap<>();
        members.forEach((user, one) -> found.put(user, one.told()));
        return found;
    }

    /// Each member's status of a message, as a viewer sees it: of those who had joined before it, without its sender.
    Map<String, String> statuses(long seq, String viewer) {
        LedgerMessage message = message(seq);
        Map<String, String> found = new HashMap<>();
        members.forEach((user, one) -> {
            if (one.joined() < seq && !user.equals(message.from())) {
                Cursor known = user.equals(viewer) ? one.cursor() : one.shown();
                Cursor cursor = message.unheard() ? Cursor.NONE : known;
                found.put(user, cursor.seen() >= seq ? "seen" : cursor.delivered() >= seq ? "delivered" : "sent");
            }
        });
        return found;
    }
}
