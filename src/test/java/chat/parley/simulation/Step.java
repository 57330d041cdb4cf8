package chat.parley.simulation;

/// Something that was acknowledged, and what the books make of it.
///
/// @param seq of the entry; 0 for a deed that stores none
record Step(String room, long seq, Runnable written) {

    /// What stores no entry.
    static Step passing(String room, Runnable written) {
        return new Step(room, 0, written);
    }
}
