package chat.parley.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How long a connection has, from its opening, until a `hello` has succeeded; then it is closed with 4001
/// (protocol.md section 1). A `hello` that was refused buys no more time. One that is under way at the end, because
/// the store is slow or others come first, is answered as if in time, which takes 5 s at most: if it succeeds the
/// connection stays, and if it is refused the refusal is the last word before 4001, which tells a client to come
/// back.
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
