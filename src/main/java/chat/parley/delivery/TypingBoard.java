package chat.parley.delivery;

import chat.parley.protocol.Event;
import chat.parley.protocol.User;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Who is typing in a room, from the reports of all pods: each pod reports its own users with the time for
/// which they are shown, so that the users of a dead pod expire by themselves. All times are nanoseconds of
/// one clock.
public final class TypingBoard {

    /// One more than a list names, because its recipient is left out.
    public static final int SHOWN = Event.Typing.MAX_USERS + 1;

    /// A user reported by a pod.
    record Shown(User user, long until) {}

    private static final class Writer {
        private User user;
        private final Map<String, Long> untilByPod = new HashMap<>(2);

        private Writer(User user) {
            this.user = user;
        }
    }

    /// In the order in which they started.
    private final Map<String, Writer> writers = new LinkedHashMap<>();

    /// Replaces the users who are typing through `pod`.
    void replace(String pod, Collection<Shown> all) {
        writers.values().forEach(writer -> writer.untilByPod.remove(pod));
        all.forEach(shown -> {
            Writer writer = writers.computeIfAbsent(shown.user().id(), _ -> new Writer(shown.user()));
            writer.user = shown.user();
            writer.untilByPod.put(pod, shown.until());
        });
        writers.values().removeIf(writer -> writer.untilByPod.isEmpty());
    }

    /// Who is still typing, in the order in which they started.
    List<User> at(long now) {
        Iterator<Writer> all = writers.values().iterator();
        while (all.hasNext()) {
            Writer writer = all.next();
            writer.untilByPod.values().removeIf(until -> until - now <= 0);
            if (writer.untilByPod.isEmpty()) {
                all.remove();
            }
        }
        return writers.values().stream().limit(SHOWN).map(writer -> writer.user).toList();
    }

    /// Nanoseconds until the next user expires without another report.
    OptionalLong nextSilence(long now) {
        return writers.values().stream()
                .mapToLong(writer -> writer.untilByPod.values().stream()
                        .mapToLong(until -> until - now)
                        .max()
                        .orElse(0))
                .min();
    }
}
