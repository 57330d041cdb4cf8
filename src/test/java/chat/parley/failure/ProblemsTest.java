package chat.parley.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import chat.parley.protocol.CloseCode;
import chat.parley.protocol.CloseException;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import org.junit.jupiter.api.Test;

/// What failures become for clients, meters and traces.
final class ProblemsTest {

    @Test
    void aTimeoutSaysThatTheResultIsUnknown() {
        Problem problem = Problems.timeout(4_500);
        assertEquals(ProblemCode.UNAVAILABLE, problem.code());
        assertTrue(problem.getMessage().contains("within 4500 ms"), problem::getMessage);
        assertTrue(problem.getMessage().contains("may or may not have been carried out"), problem::getMessage);
    }

    @Test
    void metersAndTracesNameAnExpectedFailureByItsCode() {
        assertEquals("not_found", Problems.outcome(Problem.notFound("no such room")));
        assertEquals("not_found", Problems.kind(Problem.notFound("no such room")));
        CloseException close = new CloseException(CloseCode.BAD_TOKEN, "forged");
        assertEquals(Integer.toString(CloseCode.BAD_TOKEN.code()), Problems.outcome(close));
        assertEquals(Integer.toString(CloseCode.BAD_TOKEN.code()), Problems.kind(close));
    }

    @Test
    void onlyTracesNameTheClassOfABug() {
        RuntimeException bug = new IllegalStateException("a bug");
        assertEquals("internal", Problems.outcome(bug));
        assertEquals("IllegalStateException", Problems.kind(bug));
    }
}
