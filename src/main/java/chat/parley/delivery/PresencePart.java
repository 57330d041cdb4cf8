package chat.parley.delivery;

import chat.parley.protocol.User;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Some of those who came online and went offline in a room, and the numbers after all of them.
record PresencePart(List<User> joined, List<User> left, long members, long online) {

    PresencePart {
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }

    boolean namesNobody() {
        return joined.isEmpty() && left.isEmpty();
    }

    /// The ids of all users named.
    Set<String> named() {
        return Stream.concat(joined.stream(), left.stream()).map(User::id).collect(Collectors.toSet());
    }

    /// The same without this user, who is told of the others only.
    PresencePart without(String user) {
        Predicate<User> other = one -> !one.id().equals(user);
        return new PresencePart(
                joined.stream().filter(other).toList(),
                left.stream().filter(other).toList(),
                members,
                online);
    }
}
