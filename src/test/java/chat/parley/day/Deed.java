package chat.parley.day;

/// Something that was acknowledged, and what the books make of it.
///
/// @param seq of the entry; 0 for a deed that stores none
record Deed(String room, long seq, Runnable written) {

    /// What stores no entry.
    static Deed passing(String room, Runnable written) {
        return new Deed(room, 0, written);
    }
}
