package chat.parley.store;

/// The store did not answer: its connection is down, its queue full or its answer late.
///
/// Whether the command was carried out is open; only a command that can be repeated harmlessly may be sent again.
public final class StoreAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean untouched;

    StoreAway(String message) {
        this(message, false);
    }

    /// @param untouched whether it is certain that the command was not carried out
    StoreAway(String message, boolean untouched) {
        super(message, null, false, false);
        this.untouched = untouched;
    }

    boolean untouched() {
        return untouched;
    }
}
