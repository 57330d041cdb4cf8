package chat.parley.simulation;

/// Something that was acknowledged, and its effect on the ledgers.
/// @param seq of the entry; 0 for a step that stores none
record Step(String room, long seq, Runnable written) {

    /// A step that stores no entry.
    static Step passing(String room, Runnable written) {
        return new Step(room, 0, written);
    }
}
