package chat.parley.api;

import chat.parley.protocol.HistoryPage;
import chat.parley.protocol.Json;
import chat.parley.protocol.Ok;
import chat.parley.protocol.Problem;
import chat.parley.protocol.Sent;
import chat.parley.room.Rooms;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A room's messages over HTTP: read, sent, and changed (protocol.md sections 10 and 12). Each response is
/// sent within 5 s; nothing blocks.
@Singleton
@Path("/rooms/{room}/messages")
@Produces(MediaType.APPLICATION_JSON)
public final class MessagesResource {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final Rooms rooms;
    private final CommandRequests requests;

    MessagesResource(Rooms rooms, CommandRequests requests) {
        this.rooms = rooms;
        this.requests = requests;
    }

    /// A page of a room's messages.
    @GET
    public Uni<HistoryPage> messages(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @QueryParam("before") Optional<String> before,
            @QueryParam("after") Optional<String> after,
            @QueryParam("since") Optional<String> since,
            @QueryParam("limit") Optional<String> limit) {
        return requests.read(
                proof, room, (user, id) -> rooms.history(user, new HistoryQuery(before, after, since, limit).of(id)));
    }

    /// One message.
    @GET
    @Path("/{seq}")
    public Uni<Json> message(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @PathParam("seq") String seq) {
        return requests.read(proof, room, (user, id) -> {
            long wanted = HistoryQuery.seq(seq);
            return rooms.history(user, HistoryQuery.upTo(id, wanted))
                    .map(page -> page.message(wanted)
                            .orElseThrow(() -> Problem.notFound(
                                    "seq: expected that of a message that is kept in " + room + ", got " + wanted)));
        });
    }

    /// Sends a message: 201, or 200 for one that is stored already.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> send(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @HeaderParam(IDEMPOTENCY_KEY) Optional<String> key,
            @QueryParam("cid") Optional<String> cid,
            @PathParam("room") String room,
            byte @Nullable [] body) {
        return requests.answer(
                        proof, body, CommandFields.of("send").with("room", room).cid(key, cid))
                .map(ok -> Response.status(
                                ok instanceof Sent sent && sent.duplicate()
                                        ? Response.Status.OK
                                        : Response.Status.CREATED)
                        .entity(ok)
                        .build());
    }

    /// Edits a message.
    @PATCH
    @Path("/{seq}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> edit(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @HeaderParam(IDEMPOTENCY_KEY) Optional<String> key,
            @QueryParam("cid") Optional<String> cid,
            @PathParam("room") String room,
            @PathParam("seq") String seq,
            byte @Nullable [] body) {
        return change(proof, body, "edit", room, seq, fields -> fields.cid(key, cid));
    }

    /// Deletes a message.
    @DELETE
    @Path("/{seq}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> delete(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @HeaderParam(IDEMPOTENCY_KEY) Optional<String> key,
            @QueryParam("cid") Optional<String> cid,
            @PathParam("room") String room,
            @PathParam("seq") String seq,
            byte @Nullable [] body) {
        return change(proof, body, "delete", room, seq, fields -> fields.cid(key, cid));
    }

    /// Reacts to a message.
    @PUT
    @Path("/{seq}/reactions/{emoji}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> react(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @HeaderParam(IDEMPOTENCY_KEY) Optional<String> key,
            @QueryParam("cid") Optional<String> cid,
            @PathParam("room") String room,
            @PathParam("seq") String seq,
            @PathParam("emoji") String emoji,
            byte @Nullable [] body) {
        return change(
                proof,
                body,
                "react",
                room,
                seq,
                fields -> fields.with("emoji", emoji).with("on", true).cid(key, cid));
    }

    /// Takes a reaction back.
    @DELETE
    @Path("/{seq}/reactions/{emoji}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> takeBack(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @HeaderParam(IDEMPOTENCY_KEY) Optional<String> key,
            @QueryParam("cid") Optional<String> cid,
            @PathParam("room") String room,
            @PathParam("seq") String seq,
            @PathParam("emoji") String emoji,
            byte @Nullable [] body) {
        return change(
                proof,
                body,
                "react",
                room,
                seq,
                fields -> fields.with("emoji", emoji).with("on", false).cid(key, cid));
    }

    private Uni<Ok> change(
            Optional<String> proof,
            byte @Nullable [] body,
            String op,
            String room,
            String seq,
            Function<CommandFields, CommandFields> more) {
        return requests.answer(
                proof,
                body,
                _ -> more.apply(CommandFields.of(op).with("room", room).with("seq", HistoryQuery.seq(seq))));
    }
}
