package chat.parley.trace;

import io.vertx.core.Future;

/// A step of a message that is not traced.
enum NoStep implements Step {
    ONLY;

    @Override
    public Step append() {
        return this;
    }

    @Override
    public String context() {
        return "";
    }

    @Override
    public void together(int messages) {
        // Not traced.
    }

    @Override
    public void delivered(int sessions) {
        // Not traced.
    }

    @Override
    public void end() {
        // Not traced.
    }

    @Override
    public <T> Future<T> until(Future<T> work) {
        return work;
    }
}
