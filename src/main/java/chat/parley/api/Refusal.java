package chat.parley.api;

import chat.parley.protocol.FrameWriter;
import chat.parley.protocol.Problem;
import chat.parley.protocol.ProblemCode;
import jakarta.ws.rs.core.Response.Status;
import java.util.LinkedHashMap;
import java.util.Map;

/// A refusal over HTTP: problem details (RFC 9457) with the same code as on the socket.
///
/// @param status mostly that of the code; some exist only in HTTP, such as 405
record Refusal(int status, Problem problem) {

    static final String MEDIA_TYPE = "application/problem+json";

    /// The methods that pages of other origins may use under `/api`.
    static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private static final long MS = 1_000;

    Refusal {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status: expected 400 to 599, got " + status);
        }
    }

    static Refusal of(Problem problem) {
        return new Refusal(problem.code().status(), problem);
    }

    byte[] body(FrameWriter writer) {
        Status standard = Status.fromStatusCode(status);
        return writer.problem(status, standard == null ? "Refused" : standard.getReasonPhrase(), problem);
    }

    /// The same instructions for clients that read only headers.
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        problem.after().ifPresent(after -> headers.put("Retry-After", Long.toString((after + MS - 1) / MS)));
        return headers;
    }
}
