package chat.parley.store;

/// Redis has not cached the script (it was restarted or flushed): send the text. Never leaves [RedisStore].
final class UnknownScript extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownScript() {
        super("NOSCRIPT", null, false, false);
    }
}
