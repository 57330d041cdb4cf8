package chat.parley.store;

/// An error of Redis that means a mistake of the caller.
final class UnexpectedAnswer extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String said;

    UnexpectedAnswer(String said) {
        super("Redis answered: " + said);
        this.said = said;
    }

    String said() {
        return said;
    }
}
