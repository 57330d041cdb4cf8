package chat.parley.store;

/// An error of Redis that means a mistake of the caller.
final class UnexpectedAnswer extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String error;

    UnexpectedAnswer(String error) {
        super("Redis answered: " + error);
        this.error = error;
    }

    String error() {
        return error;
    }
}
