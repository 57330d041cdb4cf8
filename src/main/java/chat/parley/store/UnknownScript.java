package chat.parley.store;

/// Redis does not know the script's digest (it was restarted or flushed): send the text. Never leaves [RedisStore].
final class UnknownScript extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownScript() {
        super("NOSCRIPT", null, false, false);
    }
}
