package chat.parley.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How long a connection has, from its opening, until a `hello` has succeeded; then it is closed with 4001
/// (protocol.md section 1). A refused `hello` does not extend it. A `hello` that is under way at the
/// deadline, because the store is slow or others have their turn first, still gets its reply, which takes 5 s
/// at most: if it succeeds the connection stays open; if it is refused, the refusal is sent before 4001,
/// which makes a client reconnect.
@Singleton
final class HelloTimeout {

    private final Duration duration;

    HelloTimeout(@ConfigProperty(name = "parley.hello-timeout", defaultValue = "10s") Duration duration) {
        this.duration = duration;
    }

    Duration duration() {
        return duration;
    }
}
