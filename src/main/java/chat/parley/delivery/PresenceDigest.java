package chat.parley.delivery;

import chat.parley.protocol.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who came online and went offline in a room since the last event. Users who did both in between are left
/// out.
final class PresenceDigest {

    private final Map<String, User> joined = new LinkedHashMap<>();
    private final Map<String, User> left = new LinkedHashMap<>();
    private long members;
    private long online;
    private boolean changed;
    private long publishedMembers = -1;
    private long publishedOnline = -1;

    void cameOnline(User user) {
        if (left.remove(user.id()) == null) {
            joined.put(user.id(), user);
        }
    }

    void wentOffline(User user) {
        if (joined.remove(user.id()) == null) {
            left.put(user.id(), user);
        }
    }

    /// Sets the current numbers; true for the first change since the last [#clear].
    boolean counts(long memberCount, long onlineCount) {
        boolean first = !changed;
        members = memberCount;
        online = onlineCount;
        changed = true;
        return first;
    }

    /// Whether nobody came or went.
    boolean namesNobody() {
        return joined.isEmpty() && left.isEmpty();
    }

    /// Only the numbers.
    PresencePart numbers() {
        return new PresencePart(List.of(), List.of(), members, online);
    }

    /// Everybody, this many in one part; a single part without names if there is nobody.
    List<PresencePart> parts(int most) {
        List<User> came = List.copyOf(joined.values());
        List<User> went = List.copyOf(left.values());
        List<PresencePart> parts = new ArrayList<>();
        int all = came.size() + went.size();
        for (int from = 0; from == 0 || from < all; from += most) {
            parts.add(new PresencePart(
                    part(came, from, from + most),
                    part(went, from - came.size(), from + most - came.size()),
                    members,
                    online));
        }
        return parts;
    }

    private static List<User> part(List<User> users, int from, int to) {
        int first = Math.clamp(from, 0, users.size());
        return users.subList(first, Math.clamp(to, first, users.size()));
    }

    long online() {
        return online;
    }

    /// Whether there is nothing to publish.
    boolean isEmpty() {
        return joined.isEmpty() && left.isEmpty() && members == publishedMembers && online == publishedOnline;
    }

    /// Resets the digest after it was published.
    void clear() {
        publishedMembers = members;
        publishedOnline = online;
        joined.clear();
        left.clear();
        changed = false;
    }
}
