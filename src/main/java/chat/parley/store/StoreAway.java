package chat.parley.store;

/// The store did not answer: its connection is down, its queue full or its answer late.
///
/// Whether the command was carried out is open; only a command that can be repeated harmlessly may be sent again.
public final class StoreAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreAway(String message) {
        super(message, null, false, false);
    }
}
