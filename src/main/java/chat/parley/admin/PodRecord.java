package chat.parley.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// What a pod publishes about itself through the store, some kilobytes at most. Its text has a line for each
/// item, the first word of which names it; unknown lines and words of other releases are ignored.
///
/// @param version of the build
/// @param since when the pod started, Unix milliseconds by the store's clock
/// @param rooms the busiest: id → messages of the last minute
/// @param users who sent most: id → messages of the last minute
/// @param limit the most connections that it accepts; 0 if its release does not say
/// @param refused kind and reason ([RefusalReasons]) → how often within the last minutes
record PodRecord(
        String version,
        long since,
        boolean draining,
        long connections,
        long usersHere,
        long roomsHere,
        Map<String, Long> rooms,
        Map<String, Long> users,
        long limit,
        Map<String, Long> refused) {

    /// More characters than the line about the pod itself has, which is the first one.
    static final int LONGEST_FIRST_LINE = 512;

    PodRecord {
        if (version.isEmpty() || version.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("version: expected one word, got \"" + version + "\"");
        }
        rooms = Map.copyOf(rooms);
        users = Map.copyOf(users);
        refused = Map.copyOf(refused);
    }

    String text() {
        StringJoiner text = new StringJoiner("\n");
        text.add("pod " + version + " " + since + " " + draining + " " + connections + " " + usersHere + " "
                + roomsHere);
        text.add("limit " + limit);
        refused.forEach((reason, count) -> text.add("refused " + reason + " " + count));
        rooms.forEach((room, messages) -> text.add("room " + room + " " + messages));
        users.forEach((user, messages) -> text.add("user " + user + " " + messages));
        return text.toString();
    }

    /// How many connections `pod` has, by the beginning of its record; none without a record.
    static PodLoad load(String pod, String beginning) {
        if (beginning.isEmpty()) {
            return new PodLoad(pod, 0, false);
        }
        PodRecord record = read(beginning.lines().findFirst().orElseThrow());
        return new PodLoad(pod, record.connections, record.draining);
    }

    /// Parses such a text.
    static PodRecord read(String text) {
        String[] pod = {};
        Map<String, Long> rooms = new LinkedHashMap<>();
        Map<String, Long> users = new LinkedHashMap<>();
        long limit = 0;
        Map<String, Long> refused = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "pod" -> pod = words;
                case "room" -> rooms.put(words[1], Long.parseLong(words[2]));
                case "limit" -> limit = Long.parseLong(words[1]);
                case "refused" -> refused.put(words[1] + " " + words[2], Long.parseLong(words[3]));
                case "user" -> users.put(words[1], Long.parseLong(words[2]));
                default -> {
                    // A line of another release.
                }
            }
        }
        if (pod.length == 0) {
            throw new IllegalArgumentException("expected a line of the pod itself, got \"" + text + "\"");
        }
        return new PodRecord(
                pod[1],
                Long.parseLong(pod[2]),
                Boolean.parseBoolean(pod[3]),
                Long.parseLong(pod[4]),
                Long.parseLong(pod[5]),
                Long.parseLong(pod[6]),
                rooms,
                users,
                limit,
                refused);
    }
}
