package chat.parley.room;

import chat.parley.failure.Problems;
import chat.parley.protocol.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;

/// Counts messages by outcome; registers all counters before the first message.
@Startup
@Singleton
public final class MessageMeters {

    private final Counter stored;
    private final Counter duplicate;
    private final Map<ProblemCode, Counter> refused = new EnumMap<>(ProblemCode.class);

    public MessageMeters(MeterRegistry meters) {
        stored = counter(meters, "stored");
        duplicate = counter(meters, "duplicate");
        for (ProblemCode code : ProblemCode.values()) {
            refused.put(code, counter(meters, code.wire()));
        }
    }

    void answered(boolean again) {
        (again ? duplicate : stored).increment();
    }

    /// Counts a message refused at any stage.
    public void refused(Throwable failure) {
        ProblemCode code = Problems.code(failure);
        Counter counter = refused.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("parley.messages")
                .description(
                        "Messages sent to this pod, by outcome: stored, duplicate or the error code of the refusal")
                .tag("outcome", outcome)
                .register(meters);
    }
}
