package chat.parley.session;

import chat.parley.failure.Problems;
import chat.parley.protocol.CloseCode;
import chat.parley.protocol.Command;
import chat.parley.protocol.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Counts the outcomes of `hello` and the refusals of all commands, and times the two commands that members wait for,
/// from the moment they
/// were read to their `ok`. All meters exist before the first command.
@Startup
@Singleton
final class AnswerMeters {

    /// Close codes with which a `hello` may end its connection.
    private static final List<CloseCode> CLOSE_CODES =
            List.of(CloseCode.TOKEN_EXPIRED, CloseCode.BAD_TOKEN, CloseCode.BANNED);

    private final Timer hello;
    private final Timer send;
    private final Counter gone;
    private final Counter other;
    private final Map<String, Counter> outcomes = new HashMap<>();
    private final Map<ProblemCode, Counter> refusals = new EnumMap<>(ProblemCode.class);

    AnswerMeters(MeterRegistry meters) {
        hello = timer(meters, "parley.hello", "Time from reading a hello to its ok, including its wait in the queue");
        send = timer(meters, "parley.send", "Time from reading a send to its ok");
        gone = outcome(meters, "gone");
        other = outcome(meters, "other");
        outcome(meters, "ok");
        for (ProblemCode code : ProblemCode.values()) {
            outcome(meters, code.wire());
            refusals.put(
                    code,
                    Counter.builder("parley.commands.refused")
                            .description("Commands on the socket answered with an error, by its code")
                            .tag("code", code.wire())
                            .register(meters));
        }
        CLOSE_CODES.forEach(close -> outcome(meters, Integer.toString(close.code())));
    }

    private Counter outcome(MeterRegistry meters, String outcome) {
        return outcomes.computeIfAbsent(
                outcome,
                _ -> Counter.builder("parley.hello")
                        .description(
                                "Hellos, by outcome: ok, the error or close code of a refusal, or gone before the answer")
                        .tag("outcome", outcome)
                        .register(meters));
    }

    private static Timer timer(MeterRegistry meters, String name, String what) {
        return Timer.builder(name)
                .description(what)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(meters);
    }

    /// @param receivedAt when the command was read ([System#nanoTime])
    void ok(Command command, long receivedAt) {
        if (command instanceof Command.Send) {
            send.record(System.nanoTime() - receivedAt, TimeUnit.NANOSECONDS);
        } else if (command instanceof Command.Hello) {
            hello.record(System.nanoTime() - receivedAt, TimeUnit.NANOSECONDS);
            helloEnded("ok");
        }
    }

    void refused(Command command, Throwable failure) {
        if (command instanceof Command.Hello) {
            helloRefused(failure);
        }
    }

    /// A command, of whatever kind, was answered with an error.
    void commandRefused(ProblemCode code) {
        Counter counter = refusals.get(code);
        if (counter != null) {
            counter.increment();
        }
    }

    /// The connection closed before the reply.
    void gone(Command command) {
        if (command instanceof Command.Hello) {
            gone.increment();
        }
    }

    void helloRefused(Throwable failure) {
        helloEnded(Problems.outcome(failure));
    }

    private void helloEnded(String outcome) {
        outcomes.getOrDefault(outcome, other).increment();
    }
}
