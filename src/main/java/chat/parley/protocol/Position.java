package chat.parley.protocol;

/// A place in a room's log: `seq` counts entries within `epoch`, which changes when the store may have lost
/// something (protocol.md section 3). Anything but an epoch of 1–32 characters and a seq of 0 to 2^53-1 is a
/// `bad_request`.
public record Position(String epoch, long seq) {

    /// The largest whole number that every JSON reader keeps exactly.
    public static final long MAX_SEQ = (1L << 53) - 1;

    private static final int EPOCH_LENGTH = 32;

    public Position {
        if (epoch.isEmpty() || epoch.length() > EPOCH_LENGTH || !Utf8Size.wellFormed(epoch)) {
            throw Problem.badRequest("epoch: expected 1 to " + EPOCH_LENGTH + " characters, got " + Quote.of(epoch));
        }
        if (seq < 0 || seq > MAX_SEQ) {
            throw Problem.badRequest("seq: expected a whole number from 0 to " + MAX_SEQ + ", got " + seq);
        }
    }
}
