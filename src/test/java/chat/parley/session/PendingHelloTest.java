package chat.parley.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What commands are told that were sent behind a `hello` that was refused.
final class PendingHelloTest {
    private final PendingHello hello = new PendingHello();

    @Test
    void withoutAHelloThereIsNoRefusal() {
        assertEquals(Optional.empty(), hello.refusalOfOthers());
    }

    @Test
    void behindOneThatMayBeRetriedTheyMayBeToo() {
        hello.begin();
        hello.refuse(Problem.rateLimited("busy", 1_500));
        Problem refusal = hello.refusalOfOthers().orElseThrow();
        assertEquals(ProblemCode.UNAVAILABLE, refusal.code());
        assertEquals(OptionalLong.of(1_500), refusal.after());
        hello.refuse(Problem.unavailable("away"));
        assertEquals(OptionalLong.empty(), hello.refusalOfOthers().orElseThrow().after());
    }

    @Test
    void behindAnyOtherTheyAreUnauthenticated() {
        hello.begin();
        hello.refuse(Problem.unauthenticated("no guests"));
        assertEquals(
                ProblemCode.UNAUTHENTICATED,
                hello.refusalOfOthers().orElseThrow().code());
        hello.succeed();
        assertEquals(Optional.empty(), hello.refusalOfOthers());
    }
}
