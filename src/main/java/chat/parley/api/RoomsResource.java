package chat.parley.api;

import chat.parley.protocol.Command;
import chat.parley.protocol.Ok;
import chat.parley.protocol.Query;
import chat.parley.protocol.Restriction;
import chat.parley.protocol.RoomId;
import chat.parley.protocol.RoomState;
import chat.parley.protocol.RoomsPage;
import chat.parley.room.RoomSnapshot;
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
import org.jspecify.annotations.Nullable;

/// Rooms and their members over HTTP (protocol.md sections 10 and 12). Each response is sent within 5 s;
/// nothing blocks.
@Singleton
@Path("/rooms")
@Produces(MediaType.APPLICATION_JSON)
public final class RoomsResource {

    private static final Optional<String> NO_REF = Optional.empty();

    private final Rooms rooms;
    private final CommandRequests requests;

    RoomsResource(Rooms rooms, CommandRequests requests) {
        this.rooms = rooms;
        this.requests = requests;
    }

    /// Public rooms, the most recently active first.
    @GET
    public Uni<RoomsPage> rooms(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @QueryParam("query") Optional<String> query,
            @QueryParam("cursor") Optional<String> cursor) {
        return requests.readAll(
                proof, () -> rooms.rooms(new Command.Rooms(NO_REF, query.map(Query::new), cursor, Optional.empty())));
    }

    /// A room's state for a member.
    @GET
    @Path("/{room}")
    public Uni<RoomState> room(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, @PathParam("room") String room) {
        return requests.read(proof, room, (user, id) -> rooms.state(user, id).map(RoomSnapshot::state));
    }

    /// Creates a room, as `create`.
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof, byte @Nullable [] body) {
        return requests.answer(proof, body, CommandFields.of("create"))
                .map(made ->
                        Response.status(Response.Status.CREATED).entity(made).build());
    }

    /// Changes a room, as `set`.
    @PATCH
    @Path("/{room}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> change(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            byte @Nullable [] body) {
        return requests.answer(proof, body, CommandFields.of("set").with("room", room));
    }

    /// Sends an event to a room, as `emit`.
    @POST
    @Path("/{room}/events")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> emit(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            byte @Nullable [] body) {
        return requests.emit(
                proof, body, CommandFields.of("emit").with("room", room).unless("to", "room"), false);
    }

    /// Invites a user, or joins oneself.
    @PUT
    @Path("/{room}/members/{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> bring(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @PathParam("user") String user,
            byte @Nullable [] body) {
        return requests.answer(proof, body, self -> member(self.id().equals(user) ? "join" : "invite", room, user));
    }

    /// Removes a user, or leaves oneself.
    @DELETE
    @Path("/{room}/members/{user}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Ok> remove(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @PathParam("user") String user,
            byte @Nullable [] body) {
        return requests.answer(proof, body, self -> member(self.id().equals(user) ? "leave" : "kick", room, user));
    }

    /// A page of a room's members.
    @GET
    @Path("/{room}/members")
    public Uni<Ok> members(
            @HeaderParam(HttpHeaders.AUTHORIZATION) Optional<String> proof,
            @PathParam("room") String room,
            @QueryParam("query") Optional<String> query,
            @QueryParam("only") Optional<String> only,
            @QueryParam("cursor") Optional<String> cursor) {
        return requests.read(
                proof,
                () -> new Command.Members(
                        NO_REF, new RoomId(room), query.map(Query::new), only.map(Restriction::of), cursor));
    }

    private static CommandFields member(String op, String room, String user) {
        return CommandFields.of(op).with("room", room).with("user", user);
    }
}
