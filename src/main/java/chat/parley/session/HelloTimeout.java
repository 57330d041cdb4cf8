package chat.parley.session;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// How long a connection may wait with its `hello` before it is closed with 4001 (protocol.md section 1).
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
