package chat.parley.simulation;

import chat.parley.simulation.MessageView.ReactionCount;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// A message as the checker knows it, with all changes since.
final class LedgerMessage {
    private final String id;
    private final String from;
    private final String name;
    private final Set<String> named;
    private final boolean unheard;
    private final Map<String, Set<String>> reactions = new TreeMap<>();
    private Optional<String> text;
    private OptionalLong edited = OptionalLong.empty();

    /// @param unheard the other person in a direct room has blocked the sender, who alone sees it
    LedgerMessage(String id, Person from, String text, List<String> named, boolean unheard) {
        this.id = id;
        this.from = from.id();
        this.name = from.name();
        this.text = Optional.of(text);
        this.named = Set.copyOf(named);
        this.unheard = unheard;
    }

    String from() {
        return from;
    }

    boolean deleted() {
        return text.isEmpty();
    }

    boolean unheard() {
        return unheard;
    }

    boolean visibleTo(String user) {
        return !unheard || user.equals(from);
    }

    boolean names(String user) {
        return !deleted() && named.contains(user);
    }

    boolean hasReacted(String user, String emoji) {
        return reactions.getOrDefault(emoji, Set.of()).contains(user);
    }

    void edit(String words, long at) {
        text = Optional.of(words);
        edited = OptionalLong.of(at);
    }

    void delete() {
        text = Optional.empty();
        edited = OptionalLong.empty();
        reactions.clear();
    }

    /// Whether that changes anything.
    boolean react(String user, String emoji, boolean on) {
        Set<String> users = reactions.computeIfAbsent(emoji, _ -> new HashSet<>());
        return on ? users.add(user) : users.remove(user);
    }

    MessageView to(String viewer) {
        Map<String, ReactionCount> tallies = new TreeMap<>();
        reactions.forEach((emoji, users) -> {
            if (!users.isEmpty()) {
                tallies.put(emoji, new ReactionCount(users.size(), users.contains(viewer)));
            }
        });
        return new MessageView(id, from, name, text, edited, tallies, names(viewer) ? 1 : 0);
    }
}
