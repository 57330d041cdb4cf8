package chat.parley.delivery;

import chat.parley.protocol.User;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /// The ids of all users named.
    Set<String> named() {
        Set<String> all = new HashSet<>(joined.keySet());
        all.addAll(left.keySet());
        return all;
    }

    List<User> joined() {
        return List.copyOf(joined.values());
    }

    List<User> left() {
        return List.copyOf(left.values());
    }

    long members() {
        return members;
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
