package chat.parley.api;

import chat.parley.protocol.BatchAnswers;
import chat.parley.protocol.Ok;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Any command, many messages at once, and events for everybody over HTTP (protocol.md section 12). Each
/// response is sent within 5 s; nothing blocks.
@Singleton
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class CommandsResource {

    private final CommandRequests requests;

    CommandsResource(CommandRequests requests) {
        this.requests = requests;
    }

    /// Any command that needs no connection, as its body.
    @POST
    @Path("/commands")
    public Uni<Ok> command(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, byte @Nullable [] body) {
        return requests.answer(proof, body, CommandFields.none());
    }

    /// Up to 100 messages, each with an answer of its own.
    @POST
    @Path("/batch")
    public Uni<BatchAnswers> batch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, byte @Nullable [] body) {
        return requests.batch(proof, body);
    }

    /// Sends an event to everybody who is connected, as `emit`.
    @POST
    @Path("/events")
    public Uni<Ok> emit(@HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, byte @Nullable [] body) {
        return requests.emit(proof, body, CommandFields.of("emit").unless("to", "all"), true);
    }
}
