package chat.parley.delivery;

import chat.parley.protocol.User;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who came and went in a room since it was told last. Who came and went again in between, or the other way round, is
/// not told at all.
final class PresenceDigest {

    private final Map<String, User> joined = new LinkedHashMap<>();
    private final Map<String, User> left = new LinkedHashMap<>();
    private long members;
    private long online;
    private boolean changed;
    private long toldMembers = -1;
    private long toldOnline = -1;

    void came(User user) {
        if (left.remove(user.id()) == null) {
            joined.put(user.id(), user);
        }
    }

    void went(User user) {
        if (joined.remove(user.id()) == null) {
            left.put(user.id(), user);
        }
    }

    /// The numbers as of now; true when this is the first change since the last [#clear].
    boolean counts(long memberCount, long onlineCount) {
        boolean first = !changed;
        members = memberCount;
        online = onlineCount;
        changed = true;
        return first;
    }

    /// Everyone named.
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

    /// Whether there is anything to tell: who came and went in between leaves nothing behind.
    boolean news() {
        return !joined.isEmpty() || !left.isEmpty() || members != toldMembers || online != toldOnline;
    }

    /// Everything is told.
    void clear() {
        toldMembers = members;
        toldOnline = online;
        joined.clear();
        left.clear();
        changed = false;
    }
}
