package chat.parley.api;

import chat.parley.failure.Problems;
import chat.parley.protocol.Problem;
import jakarta.ws.rs.WebApplicationException;

/// Maps any failure to the refusal that the caller gets.
final class Refusals {

    private Refusals() {}

    /// What the framework refuses keeps its status; everything else is as on the socket.
    static Refusal of(Throwable failure) {
        return failure instanceof WebApplicationException refused
                        && refused.getResponse().getStatus() < 500
                ? ofStatus(refused.getResponse().getStatus())
                : Refusal.of(Problems.ofRequest(failure));
    }

    /// Refusals on the level of HTTP.
    static Refusal ofStatus(int status) {
        Problem problem = switch (status) {
            case 404 ->
                Problem.notFound("expected /api/rooms, /api/rooms/{room}, /api/rooms/{room}/messages or"
                        + " /api/rooms/{room}/members (and more, see /q/openapi)");
            case 405 -> Problem.unsupported("expected one of the methods of this path in /q/openapi");
            case 406 -> Problem.unsupported("expected an Accept header that allows application/json");
            case 413 ->
                Problem.tooLarge("expected a smaller body (parley.limits.frame-size; for a batch"
                        + " quarkus.http.limits.max-body-size)");
            case 414 ->
                Problem.tooLarge("expected a shorter request line (quarkus.http.limits.max-initial-line-length)");
            case 415 -> Problem.unsupported("expected a body with Content-Type: application/json");
            case 431 -> Problem.tooLarge("expected smaller headers (quarkus.http.limits.max-header-size)");
            default -> Problem.badRequest("expected a well-formed request for a path of /q/openapi");
        };
        return new Refusal(status, problem);
    }
}
