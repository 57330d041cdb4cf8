package chat.parley.session;

import chat.parley.protocol.Ok;

/// What a command is answered, and what follows once the answer is written.
record Answer(Ok ok, Runnable then) {

    static Answer of(Ok ok) {
        return new Answer(ok, () -> {});
    }
}
