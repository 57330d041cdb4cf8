package chat.parley.session;

import chat.parley.protocol.Ok;

/// The reply to a command, and what to run once the reply is written.
record Answer(Ok ok, Runnable then) {

    static Answer of(Ok ok) {
        return new Answer(ok, () -> {});
    }
}
