package chat.parley.history;

/// A page of a room's log, and where the log begins that the store has.
///
/// @param first the room's first epoch; `-` if no reader has seen the room
/// @param floor the seq above which the member may see messages
/// @param oldest the seq of the oldest entry that the store has; 0 for none
public record EdgedPage(LogPage page, String first, long floor, long oldest) {

    /// From the words of the script; empty if it was not asked.
    static EdgedPage read(LogPage page, String edge) {
        if (edge.isEmpty()) {
            return new EdgedPage(page, "-", 0, 0);
        }
        String[] words = edge.split(" ", -1);
        return new EdgedPage(page, words[0], Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    /// Whether the store has everything that the member may see.
    public boolean whole() {
        return first.equals("-") || (oldest > 0 && oldest <= floor + 1);
    }
}
