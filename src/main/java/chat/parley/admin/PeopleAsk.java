package chat.parley.admin;

import java.util.Optional;

/// What one pod asks all: who is connected to you? Its text has a line for the numbers, and behind it what is
/// searched for, which may be any text.
///
/// @param id that the answers repeat
/// @param asker the pod that they go to
/// @param after the user id that the page begins behind
/// @param query the beginning of an id, or of a word of a name; empty for everyone
record PeopleAsk(String id, String asker, Optional<String> after, String query) {

    private static final String KIND = "people";
    private static final String NONE = "-";

    String text() {
        return KIND + " " + id + " " + asker + " " + after.orElse(NONE) + "\n" + query;
    }

    /// Empty for what another release asks.
    static Optional<PeopleAsk> read(String text) {
        String[] parts = text.split("\n", 2);
        String[] words = parts[0].split(" ", -1);
        if (!words[0].equals(KIND) || words.length < 4 || parts.length < 2) {
            return Optional.empty();
        }
        return Optional.of(
                new PeopleAsk(words[1], words[2], Optional.of(words[3]).filter(word -> !word.equals(NONE)), parts[1]));
    }
}
